"""What a command would add to the log, or the sentence that refuses it: pure."""
