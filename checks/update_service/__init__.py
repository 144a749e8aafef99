"""The DBS Update Service: whether anything is new since a certificate was printed. Its address carries who somebody is,
so nothing here logs an address, and no error keeps one (DBS, Multiple Status Checking guide, version 2.0)."""

from checks.update_service.answer import Answer, NoAnswer, read
from checks.update_service.client import ask
from checks.update_service.question import Question

__all__ = ["Answer", "NoAnswer", "Question", "ask", "read"]
