# What check locales says of a file of words, after its place (file:line:column).
locale-problem-unreadable = cannot be read: { $reason }
locale-problem-too-large = is larger than any file of words should be (1 MB)
locale-problem-too-deep = has curly braces nested too deeply
locale-problem-not-text = is not UTF-8 text
locale-problem-not-a-language = “{ $name }” is not a language tag such as tr or pt-BR
locale-problem-junk = cannot be understood and is left out: { $text }
locale-problem-duplicate = “{ $message }” stands here a second time
locale-problem-empty = “{ $message }” is empty
locale-problem-cedilla = “{ $message }” has a cedilla where Romanian has a comma below
locale-problem-unclean = “{ $message }” has invisible control characters or letters that are not composed (NFC)
locale-problem-unknown-variable = “{ $message }” uses the variable ${ $name }, which the English text does not have
locale-problem-missing-variable = “{ $message }” does not use the variable ${ $name } of the English text
locale-problem-unknown-reference = “{ $message }” refers to “{ $name }”, which does not exist
locale-problem-unknown-function = “{ $message }” calls the function { $name }, which does not exist
locale-problem-missing-plural = “{ $message }” lacks the plural form [{ $name }] of this language
locale-problem-unknown-plural = “{ $message }” has the plural form [{ $name }], which this language does not have
