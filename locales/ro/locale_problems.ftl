# Ce spune check locales despre un fișier de texte, după locul lui (fișier:rând:coloană).
locale-problem-unreadable = nu poate fi citit: { $reason }
locale-problem-too-large = este prea mare pentru un fișier de texte (peste 1 MB)
locale-problem-too-deep = are acolade imbricate prea adânc
locale-problem-not-text = nu este text UTF-8
locale-problem-not-a-language = „{ $name }” nu este o etichetă de limbă precum tr sau pt-BR
locale-problem-junk = nu poate fi înțeles și este omis: { $text }
locale-problem-duplicate = „{ $message }” apare aici a doua oară
locale-problem-empty = „{ $message }” este gol
locale-problem-cedilla = „{ $message }” are sedilă în loc de virgulă dedesubt
locale-problem-unclean = „{ $message }” conține caractere de control invizibile sau litere necompuse (nu este NFC)
locale-problem-unknown-variable = „{ $message }” folosește variabila ${ $name }, care lipsește din textul englez
locale-problem-missing-variable = „{ $message }” nu folosește variabila ${ $name } din textul englez
locale-problem-unknown-reference = „{ $message }” trimite la „{ $name }”, care nu există
locale-problem-unknown-function = „{ $message }” apelează funcția { $name }, care nu există
locale-problem-missing-plural = „{ $message }” nu are forma de plural [{ $name }] a acestei limbi
locale-problem-unknown-plural = „{ $message }” are forma de plural [{ $name }], pe care limba nu o are
