"""The language server: in an editor, while somebody writes, what `medlint check` says of the file.

`server` speaks the Language Server Protocol 3.17 by way of pygls, which only the extra `lsp` installs;
`checking` lints the text of an editor, `converting` turns findings into what the protocol calls them, and
`acting` offers what can be done about them.
"""
