"""Days of a team, simulated: who comes, who works, and what the router that Segue ships makes of it."""
