"""The command line: `group` has the commands, a module each; `plain` reads the plainest lines."""
