from tests.support.pushing import chain, push_service, start

__all__ = ["chain", "push_service", "start"]
