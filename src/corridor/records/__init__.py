"""The nouns as frozen, validated types, with grades, words and JSON Schemas: the ground floor.

Guarantees: every stage takes and gives these and nothing else. Refuses: importing any other floor.
"""
