product = "gazette"
alarm = "on-call@example.org"
