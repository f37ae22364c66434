extension Weights {
  /// What is believed before anything is learned: the rules of reading are mostly right, what is
  /// meant, denied or counted did not happen as an act, and news without a day are of the week.
  ///
  /// Learning starts here, so that a kind of report that no lesson shows is read by the rules.
  public static let prior: Weights = {
    var prior = Weights()
    prior.set(Clues.pair(PairTrait.settled), 3)
    prior.set(Clues.date(DateTrait.stated), 3)
    prior.set(Clues.date(DateTrait.insideStated), -1)
    prior.set(Clues.date(DateTrait.publicationEve), -1)
    prior.set(Clues.date(DateTrait.isLeadPublication), 0.5)
    prior.set(Clues.date(DateTrait.publicationWeek), 1)
    prior.set(Clues.act(ActTrait.always), 0.5)
    for form in Draft.Form.allCases {
      prior.set(Clues.actForm(Standing.unreal, form), -3)
      prior.set(Clues.actForm(Standing.counted, form), -3)
      prior.set(Clues.actForm(Standing.spare, form), -1)
      prior.set(Clues.actForm(Standing.slight, form), -1)
    }
    prior.set(Clues.actTense(Draft.Tense.negated), -2)
    prior.set(Clues.actTense(Draft.Tense.modal), -2)
    prior.set(Clues.answer(AnswerTrait.always), -4)
    prior.set(Clues.answer(AnswerTrait.rulesSay), 3)
    prior.set(Clues.answer(AnswerTrait.rulesGuess), 2)
    prior.set(Clues.answer(AnswerTrait.sourceWasHit), 1)
    prior.set(Clues.answer(AnswerTrait.targetHadActed), 1)
    prior.set(Clues.answer(AnswerTrait.reversed), 1)
    prior.set(Clues.answer(AnswerTrait.retaliatesReversed), 2.5)
    prior.set(Clues.answer(AnswerTrait.sameSource), -3)
    return prior
  }()

  private mutating func set(_ clue: Clue, _ weight: Double) { values[clue] = weight }
}
