"""Printed documents. Each printer is ``(record, texts) -> bytes``; fonts are registered first."""
