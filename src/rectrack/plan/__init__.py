"""What was promised: the plan as data, read from text, and the rules it must keep."""
