"""What survives: the quizzes' logs, and the scores."""
