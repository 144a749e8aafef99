from workflows.views.moving import move

__all__ = ["move"]
