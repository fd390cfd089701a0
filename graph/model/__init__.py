"""What one statement is: its roles, time, count, names and the judgements on who is one."""
