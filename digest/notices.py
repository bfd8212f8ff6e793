"""The sentences that make an edition honest: against what it is much or little, what was not seen, why it is empty. Pure."""

from __future__ import annotations

from datetime import timedelta

from digest.edition import NO_ANSWER, NOT_ASKED, Edition, Silent
from digest.legible import legible
from digest.wording import Wording

_USUAL = 0.1  # a difference from the mean that nobody would call one
_NAMED = 2  # silent sources named in the coverage line
_DAY = timedelta(days=1)


def comparison(edition: Edition, words: Wording) -> str:
    """Articles a day against the mean of the seven days before."""
    mean = edition.figures.mean_articles
    if mean is None:
        return words.say("Chưa có số liệu 7 ngày trước để so sánh")
    days = max(1, round((edition.until - edition.since) / _DAY))
    rate = edition.figures.articles / days
    told = words.number(mean)
    if abs(rate - mean) <= _USUAL * mean:
        line = words.say("Ngang mức trung bình 7 ngày trước ({mean} bài/ngày)", mean=told)
    elif rate > mean:
        line = words.say("Nhiều hơn trung bình 7 ngày trước ({mean} bài/ngày)", mean=told)
    else:
        line = words.say("Ít hơn trung bình 7 ngày trước ({mean} bài/ngày)", mean=told)
    return line if days == 1 else f"{words.say('{rate} bài/ngày', rate=words.number(rate))}. {line}"


def coverage_line(edition: Edition, words: Wording) -> str:
    """`27/28 nguồn; Báo Sông Lam im từ 14:05`."""
    coverage = edition.coverage
    if not coverage.asked:
        return words.say("Không có nguồn nào để đọc")
    answered = coverage.asked - len(coverage.silent)
    parts = [words.say("{answered}/{asked} nguồn", answered=answered, asked=coverage.asked)]
    parts += [_silent_since(one, edition, words) for one in coverage.silent[:_NAMED]]
    rest = len(coverage.silent) - _NAMED
    if rest > 0:
        parts.append(words.counted("{n} nguồn khác không đọc được", rest))
    return "; ".join(parts)


def silence(one: Silent, edition: Edition, words: Wording) -> str:
    """One source that could not be read, for the footer: since when, and why."""
    reasons = {
        NOT_ASKED: words.say("chưa được thu thập trong thời gian này"),
        NO_ANSWER: words.say("trang không trả lời"),
    }
    reason = reasons.get(one.reason) or legible(one.reason, 200)
    return f"{_silent_since(one, edition, words)}{': ' if reason else ''}{reason}"


def emptiness(edition: Edition, words: Wording) -> str:
    """Why an edition has no news: there was none, or it could not be seen. "" for one that has."""
    coverage = edition.coverage
    if edition.lines:
        return ""
    if coverage.blind:
        return words.say("Không đọc được nguồn nào: không biết có tin hay không. Đây không phải là “không có tin”.")
    answered = coverage.asked - len(coverage.silent)
    if coverage.silent:
        unread = words.counted("{n} nguồn không đọc được có thể đã đăng tin.", len(coverage.silent))
        return f"{words.counted('Không có tin mới ở {n} nguồn đọc được.', answered)} {unread}"
    return words.counted("Không có tin mới. Đã đọc đủ {n} nguồn.", answered)


def window(edition: Edition, words: Wording) -> str:
    """Which articles an edition is about."""
    since, until = words.moment(edition.since), words.moment(edition.until)
    return words.say("Bài thấy lần đầu từ {since} đến {until}.", since=since, until=until)


def older(edition: Edition, words: Wording) -> str:
    """What was found and not told, because it appeared days before; "" if there is none."""
    if not edition.older:
        return ""
    return words.counted("{n} bài đăng từ nhiều ngày trước vừa được thêm vào kho, không nêu ở đây.", edition.older)


def _silent_since(one: Silent, edition: Edition, words: Wording) -> str:
    name = legible(one.outlet_name, 80)
    if one.since is None:
        return words.say("{outlet} không đọc được", outlet=name)
    lately = timedelta(0) <= edition.until - one.since < _DAY
    return words.say(
        "{outlet} im từ {moment}", outlet=name, moment=words.clock(one.since) if lately else words.moment(one.since)
    )
