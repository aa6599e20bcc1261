"""Redis as the portal's cache: where it is away, it is an empty cache and nothing worse."""

import functools
import logging
import time

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError, TimeoutError

AWAY_FOR = 5.0  # seconds in which it is not asked again after it was waited for in vain
logger = logging.getLogger(__name__)


class _State:
    away_until = float("-inf")


def _as_if_empty(answer):
    """A method that answers with `answer(*its arguments)` while Redis is away."""

    def decorator(method):
        @functools.wraps(method)
        def asked(self, *args, **kwargs):
            if time.monotonic() >= _State.away_until:
                try:
                    return method(self, *args, **kwargs)
                except (ConnectionError, TimeoutError) as error:
                    if isinstance(error, TimeoutError):  # who refuses does so at once
                        _State.away_until = time.monotonic() + AWAY_FOR
                    logger.warning("Redis does not answer, the portal is slower: %s", error)
            return answer(*args, **kwargs)

        return asked

    return decorator


def _missing(key, *args, **kwargs):
    raise ValueError(f"Key '{key}' not found")  # as Django's caches say it


class ForgivingRedisCache(RedisCache):
    """Keeps nothing while Redis is away, and asks it only now and then whether it is back.

    Else each request would wait for its time-out, several times over.
    """

    get = _as_if_empty(lambda key, default=None, version=None: default)(RedisCache.get)
    get_many = _as_if_empty(lambda *args, **kwargs: {})(RedisCache.get_many)
    add = _as_if_empty(lambda *args, **kwargs: True)(RedisCache.add)
    set = _as_if_empty(lambda *args, **kwargs: None)(RedisCache.set)
    set_many = _as_if_empty(lambda *args, **kwargs: [])(RedisCache.set_many)
    touch = _as_if_empty(lambda *args, **kwargs: False)(RedisCache.touch)
    delete = _as_if_empty(lambda *args, **kwargs: False)(RedisCache.delete)
    delete_many = _as_if_empty(lambda *args, **kwargs: None)(RedisCache.delete_many)
    has_key = _as_if_empty(lambda *args, **kwargs: False)(RedisCache.has_key)
    incr = _as_if_empty(_missing)(RedisCache.incr)
    clear = _as_if_empty(lambda *args, **kwargs: False)(RedisCache.clear)
