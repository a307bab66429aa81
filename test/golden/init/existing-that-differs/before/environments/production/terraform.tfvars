product = "gazette"
alarm = "$${on_call}"
