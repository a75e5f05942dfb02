from undergo.cli.main import entry

entry()
