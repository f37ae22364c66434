import Incidents

/// What reading needs besides the text: the dictionaries and the words looked up in them.
struct Reader: Sendable {
  let lexicon: Lexicon
  let timeWords: TimeWords
  let numberWords: NumberWords
  let functionWords: FunctionWords

  init(sides: Sides) throws(DictionaryError) {
    var builder = try LexiconBuilder(sides: sides)
    timeWords = try TimeWords(Dictionaries.read(.times), &builder)
    numberWords = try NumberWords(Dictionaries.read(.numbers), &builder)
    functionWords = FunctionWords(&builder.vocabulary)
    builder.grow()
    lexicon = Lexicon(builder)
  }

  /// Parses one sentence.
  func parse(_ sentence: Sentence, of document: Document) -> Parse {
    let tokens = document.tokens[sentence.tokens]
    let annotation = Annotator(
      lexicon: lexicon, timeWords: timeWords, numberWords: numberWords, aliases: document.aliases
    ).annotate(tokens)
    let tags = Tagger(lexicon: lexicon, tokens: tokens, annotation: annotation).tags()
    var chunker = Chunker(
      lexicon: lexicon, tokens: tokens, annotation: annotation, tags: tags)
    chunker.run()
    return ClauseReader.read(chunker, sentence: sentence, words: functionWords)
  }
}
