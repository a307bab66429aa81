product = "gazette"

