/// The words that join groups, looked up once.
final class FunctionWords: Sendable {
  let by, from, of, on, against, at, to, into, with, near, over, after, before, since, during: Word
  let toward, towards, between, and, or, around, inside, outside, upon, across, off, through: Word
  let than, within, along, above, under, possibly, perhaps, dead, number, times, time, toll: Word
  let so, far, still, more, being, responsibility, that, down, it, he, she, they, them, its: Word
  let their, his, first, second, third, another, same, ground, inPlace, forWord, asWord, until: Word
  let like, ifWord, unless, whether, when, whileWord, because, hold, whereWord, also, had,
    including, among, according: Word
  let too, again, well, later, enemy: Word
  /// Subordinators that also stand before a single noun group.
  let alsoPrepositions: WordSet
  /// Prepositions before whom an act is aimed at.
  let aims: WordSet
  /// Prepositions that bind "fire" and "shoot" to whom they hit.
  let shots: WordSet
  /// Prepositions before where an act took place.
  let places: WordSet
  /// "we", "our" and their forms, "us" left out, which is a state as well.
  let firstPersons: WordSet
  /// "it", "they" and their forms.
  let thirdPersons: WordSet
  /// What a "since" behind them compares with: "the worst attack since".
  let superlatives: WordSet
  /// Subordinators that make their clause a condition.
  let conditions: WordSet

  init(_ vocabulary: inout Vocabulary) {
    var table = vocabulary
    func word(_ text: String) -> Word { table.intern(hash: Folding.hash(text.utf8)) }
    by = word("by")
    from = word("from")
    of = word("of")
    on = word("on")
    against = word("against")
    at = word("at")
    to = word("to")
    into = word("into")
    with = word("with")
    near = word("near")
    over = word("over")
    after = word("after")
    before = word("before")
    since = word("since")
    during = word("during")
    toward = word("toward")
    towards = word("towards")
    between = word("between")
    and = word("and")
    or = word("or")
    around = word("around")
    inside = word("inside")
    outside = word("outside")
    upon = word("upon")
    across = word("across")
    off = word("off")
    through = word("through")
    than = word("than")
    within = word("within")
    along = word("along")
    above = word("above")
    under = word("under")
    possibly = word("possibly")
    perhaps = word("perhaps")
    dead = word("dead")
    number = word("number")
    times = word("times")
    time = word("time")
    toll = word("toll")
    so = word("so")
    far = word("far")
    still = word("still")
    more = word("more")
    being = word("being")
    responsibility = word("responsibility")
    that = word("that")
    down = word("down")
    it = word("it")
    he = word("he")
    she = word("she")
    they = word("they")
    them = word("them")
    its = word("its")
    their = word("their")
    his = word("his")
    first = word("first")
    second = word("second")
    third = word("third")
    another = word("another")
    same = word("same")
    ground = word("ground")
    inPlace = word("in")
    forWord = word("for")
    asWord = word("as")
    until = word("until")
    like = word("like")
    ifWord = word("if")
    unless = word("unless")
    whether = word("whether")
    when = word("when")
    whileWord = word("while")
    because = word("because")
    hold = word("held")
    according = word("according")
    too = word("too")
    again = word("again")
    well = word("well")
    later = word("later")
    enemy = word("enemy")
    had = word("had")
    including = word("including")
    among = word("among")
    also = word("also")
    whereWord = word("where")
    alsoPrepositions = [after, before, since, asWord, until, like]
    aims = [on, against, at, upon, into, toward, towards, over, to]
    shots = [on, at, upon, into]
    places = [
      inPlace, near, at, inside, outside, around, across, over, along, within, off, on, above,
    ]
    firstPersons = [word("we"), word("our"), word("ours"), word("ourselves")]
    thirdPersons = [it, they, them, he, she]
    superlatives = WordSet(
      ["most", "first", "worst", "deadliest", "bloodiest", "heaviest", "biggest", "largest"].map {
        word($0)
      })
    conditions = [ifWord, unless, whether]
    vocabulary = table
  }
}
