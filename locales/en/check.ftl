# What `vaka check` says about mistakes in forms. Each message is one line below "error:".
check-error = error
check-near = did you mean “{ $near }”?

# What a key must hold: stands in check-wrong-kind.
check-kind-text = a text in quotes
check-kind-texts = a list of texts
check-kind-whole = a whole number
check-kind-number = a number
check-kind-flag = true or false
check-kind-flag-or-condition = true, false or a condition in quotes
check-kind-table = a table { "{" } key = value { "}" }
check-kind-tables = a list of tables
check-kind-answer = a value that fits the type of the column

# Files and keys
check-unreadable = the file cannot be read
check-too-large = the file is larger than any form should be (256 KB)
check-syntax = this is not TOML ({ $detail })
check-unknown-key = there is no key “{ $key }” here
check-missing-key = the key “{ $key }” is missing
check-wrong-kind = “{ $key }” must be { $wanted }
check-unknown-type = there is no field type “{ $given }”
check-unknown-value = “{ $key }” cannot be “{ $given }”; it can be: { $allowed }
check-misplaced-key = a field of type “{ $type }” has no “{ $key }”
check-bad-id = “{ $given }” cannot be an id: only a–z, 0–9 and _ are allowed, and fields and forms begin with a letter
check-reserved-id = the id “{ $given }” is reserved
check-file-name = the form is called “{ $given }”, but its file { $file }; both must be the same
check-duplicate = the id “{ $id }” stands already in line { $line }
check-duplicate-form = the form “{ $id }” stands already in { $file }
check-bad-version = a version is a whole number from 1

# Lists, numbers, tables
check-missing-choices = a field of type “{ $type }” needs “choices”
check-unknown-list = there is no list “{ $list }”, neither in this form nor among the shared lists
check-empty-list = the list “{ $list }” has no choices
check-bounds = “min” ({ $min }) must be less than “max” ({ $max })
check-no-columns = the table has no columns
check-first-column = the first column is the heading of its row and must be a text, not “{ $type }”
check-bad-column = a column cannot be of type “{ $type }”
check-unknown-column = the table “{ $table }” has no column “{ $column }”
check-unknown-form-field = the form “{ $form }” has no question “{ $field }”
check-not-filled = “{ $field }” is not filled with words: it must be another field, of type text, note, person, service or file
check-other-type = the column “{ $column }” is of another type or has another list than this field
check-unknown-form = there is no form “{ $form }”
check-unknown-table = the form “{ $form }” has no table “{ $table }”

# Conditions
check-condition-empty = the condition is empty
check-condition-value = a value is expected here: a name in { "${}" }, a number, a text in quotes or a function
check-condition-unexpected = this does not continue the condition
check-condition-text = the text has no closing quote
check-condition-name = a name is written { "${name}" }, with letters a–z, digits and _
check-condition-parenthesis = this parenthesis is never closed
check-condition-word = “{ $word }” is unknown here: a field is written { "${" }{ $word }{ "}" }, a text '{ $word }'
check-condition-number = the number is too large
check-condition-deep = the condition is nested too deeply
check-unknown-field = there is no field or column “{ $name }”
check-unknown-function = there is no function “{ $name }”
check-arguments = “{ $function }”: arguments given { $given }, wanted { $least }
check-arguments-least = “{ $function }”: arguments given { $given }, wanted at least { $least }
check-arguments-range = “{ $function }”: arguments given { $given }, wanted { $least } to { $most }
check-unknown-choice = the list of “{ $name }” has no choice “{ $choice }”
check-circle = these wait for each other in a circle: { $path }

# Words
check-missing-message = the message “{ $id }” is missing in “{ $lang }”
check-missing-attribute = the message “{ $id }” has no “.{ $attribute }” in “{ $lang }”
