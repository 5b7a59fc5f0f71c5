"""What the doctor found, in words."""

from collections.abc import Iterator, Sequence

from bot.cards.voice import Voice
from bot.findings import Finding, Verdict


def finding_lines(findings: Sequence[Finding], voice: Voice) -> Iterator[str]:
    """For each whether it is well, and what it is; then the counts."""
    words = {verdict: voice.say(f"doctor.verdict.{verdict}") for verdict in Verdict}
    width = max(map(len, words.values()))
    for finding in findings:
        yield f"{words[finding.verdict].ljust(width)}  {voice.say(finding.key, **finding.values)}"
    yield voice.say("doctor.count", **_counts(findings))


def findings_json(findings: Sequence[Finding], voice: Voice) -> dict[str, object]:
    """{"findings": [{"verdict": "ok" | "warning" | "problem", "key", "sentence"}], "problems", "warnings"}.

    A finding's `key` stays the same whatever the language.
    """
    told = [
        {"verdict": finding.verdict.value, "key": finding.key, "sentence": voice.say(finding.key, **finding.values)}
        for finding in findings
    ]
    return {"findings": told, **_counts(findings)}


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    verdicts = [finding.verdict for finding in findings]
    return {"problems": verdicts.count(Verdict.PROBLEM), "warnings": verdicts.count(Verdict.WARNING)}
