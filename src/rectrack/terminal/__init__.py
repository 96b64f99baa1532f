"""What the commands share to talk with a person: session, console, prompts, help."""
