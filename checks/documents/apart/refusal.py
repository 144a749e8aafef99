class Refused(Exception):
    """Why a file is not taken, as a code; the sentences are in `checks/documents/inspecting.py`."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code
