import Escalation

extension Glossary {
  /// Terms of reports that are no estimates.
  static let terms: [GlossaryEntry] = [
    GlossaryEntry(
      "incident", aliases: ["act"],
      "One directed act of violence, or a batch of like acts: who acted, on whom, on which days it "
        + "can have happened, and how many acts it was.", page: "docs/tables.md"),
    GlossaryEntry(
      "stream",
      "The incidents of one side against another, written SOURCE->TARGET. Models explain streams.",
      page: "docs/tables.md"),
    GlossaryEntry(
      "responder", "The stream whose acts are explained: the one that answers.",
      reading: "Its counterpart is the provoker, the stream that is answered."),
    GlossaryEntry("provoker", "The stream that is answered."),
    GlossaryEntry(
      "running total", aliases: ["total", "claim", "claims"],
      "A stated number of acts over a span, such as 66 attacks since 17 October. What it says beyond "
        + "the known incidents becomes incidents dated to the whole span.",
      page: "docs/dates-and-totals.md"),
    GlossaryEntry(
      "window", "The days that were observed, both ends included.",
      reading: "Quiet days count: do not cut the window to the first and last incident where you "
        + "watched longer."),
    GlossaryEntry(
      "baseline",
      "The rate at which incidents come without any earlier incident. A smooth baseline follows "
        + "what changes slowly, so that it is not taken for answers."),
    GlossaryEntry(
      "shared trend", aliases: ["trend", "common cause"],
      "A rise and fall of both sides' rates together, with a cause of its own, such as a military "
        + "offensive. It looks like mutual answers.",
      reading: "Whether the data show more than that is what the evidence ratio says.",
      page: "docs/verdicts.md"),
    GlossaryEntry(
      "evidence ratio", aliases: ["evidence ratio for answers", "bayes factor", "how sure"],
      "How many times more probable the data are if acts are answered than if they are not, when the "
        + "shared trend, weekdays, own momentum and the other answers are free in both cases.",
      reading: "15 or more counts as evidence. Below 1 the data are more probable without answers.",
      page: "docs/verdicts.md"),
    GlossaryEntry(
      "joint evidence ratio", aliases: ["either way", "joint"],
      "How many times more probable the data are with answers in either direction than with none.",
      reading:
        "Where it is high and neither direction's is, they answer each other, and the data do "
        + "not say which answers which.", page: "docs/verdicts.md"),
    GlossaryEntry(
      "would change it", aliases: ["sensitivity", "unseen cause"],
      "The weakest unseen common cause, and the smallest share of unreported acts, that would take "
        + "the evidence away.",
      reading: "A weak cause or a small share is a warning: such a cause may exist.",
      page: "docs/verdicts.md"),
    GlossaryEntry(
      "baseline ladder", aliases: ["ladder"],
      "The same model under baselines that follow more and more of a shared trend: none, then "
        + "everything slower than 60, 30, 14 and 7 days.",
      reading: "An answer that vanishes at 14 days or less is weak at most.",
      page: "docs/verdicts.md"),
    GlossaryEntry(
      "lead test", aliases: ["interval-jitter test", "jitter test"],
      "Tests that look for answers beyond chance without a model of the response: after incidents "
        + "against before them, and against incidents moved within windows.",
      reading: "They stand beside the evidence ratio and decide nothing.", page: "docs/verdicts.md"),
    GlossaryEntry(
      "interval", aliases: ["credible interval", "confidence interval", "level"],
      "The range that holds the true value with the stated probability, 95 % by default, if the "
        + "model is right: of the posterior, the likelihood or the bootstrap, as the column method "
        + "says."),
    GlossaryEntry(
      "held-out check", aliases: ["log score", "held-out score"],
      "The model is fitted without the last part of the window and forecasts it. The log score says "
        + "how much better or worse it does than a constant rate."),
    GlossaryEntry(
      "R-hat", aliases: ["effective draws", "convergence"],
      "Whether chains of a sampler agree: near 1 they do. Effective draws say how many independent "
        + "draws they are worth.",
      reading: "Above 1.05, or below 100 effective draws, a row says not converged."),
    GlossaryEntry(
      "attribution", aliases: ["attribution.csv", "parents"],
      "For each incident the probability that it came from the baseline, or answers each earlier "
        + "incident.", page: "docs/outputs.md"),
  ]
}
