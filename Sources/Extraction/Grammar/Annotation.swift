/// The names, times, quantities, terms and cues of one sentence, as spans of tokens.
struct Annotation: Sendable {
  struct Span: Sendable {
    let tokens: Range<Int>
    /// The index of what the span stands for in the dictionary.
    let index: Int
  }

  var names: [Span] = []
  var terms: [Span] = []
  var cues: [Span] = []
  var times: [TimeExpression] = []
  var quantities: [Quantity] = []

  /// What covers a token: the index of a span in its list, or -1. One entry a token of the sentence.
  var nameAt: [Int16]
  var termAt: [Int16]
  var timeAt: [Int16]
  var quantityAt: [Int16]

  init(count: Int) {
    nameAt = Array(repeating: -1, count: count)
    termAt = nameAt
    timeAt = nameAt
    quantityAt = nameAt
  }
}

/// Finds the names, times, quantities, terms and cues of a sentence.
struct Annotator {
  let lexicon: Lexicon
  let timeWords: TimeWords
  let numberWords: NumberWords
  /// Names that the document itself introduced.
  let aliases: Aliases

  func annotate(_ sentence: ArraySlice<Token>) -> Annotation {
    var result = Annotation(count: sentence.count)
    let offset = sentence.startIndex
    markTimes(sentence, offset, &result)
    markNames(sentence, offset, &result)
    markQuantities(sentence, offset, &result)
    markTerms(sentence, offset, &result)
    markCues(sentence, &result)
    return result
  }

  private func markTimes(_ tokens: ArraySlice<Token>, _ offset: Int, _ result: inout Annotation) {
    let reader = TimeReader(lexicon: lexicon, words: timeWords, tokens: tokens)
    result.times = reader.read()
    for (number, time) in result.times.enumerated() {
      for index in time.tokens { result.timeAt[index - offset] = Int16(clamping: number) }
    }
  }

  private func markNames(_ tokens: ArraySlice<Token>, _ offset: Int, _ result: inout Annotation) {
    var index = tokens.startIndex
    while index < tokens.endIndex {
      let token = tokens[index]
      guard result.timeAt[index - offset] < 0, token.kind == .word else {
        index += 1
        continue
      }
      var span: Annotation.Span?
      if lexicon[token.word].beginsName,
        let found = lexicon.names.longest(in: tokens, from: index)
      {
        span = Annotation.Span(tokens: index..<found.end, index: found.name)
      } else if token.isCapital, let alias = aliases.name(at: index) {
        span = Annotation.Span(tokens: index..<(index + 1), index: alias)
      }
      guard let span else {
        index += 1
        continue
      }
      for covered in span.tokens {
        result.nameAt[covered - offset] = Int16(clamping: result.names.count)
      }
      result.names.append(span)
      index = span.tokens.upperBound
    }
  }

  private func markQuantities(
    _ tokens: ArraySlice<Token>, _ offset: Int, _ result: inout Annotation
  ) {
    let reader = NumberReader(lexicon: lexicon, words: numberWords, tokens: tokens)
    var index = tokens.startIndex
    while index < tokens.endIndex {
      let isFree = result.timeAt[index - offset] < 0 && result.nameAt[index - offset] < 0
      guard isFree, let quantity = reader.quantity(at: index),
        quantity.tokens.allSatisfy({
          result.timeAt[$0 - offset] < 0 && result.nameAt[$0 - offset] < 0
        })
      else {
        index += 1
        continue
      }
      for covered in quantity.tokens {
        result.quantityAt[covered - offset] = Int16(clamping: result.quantities.count)
      }
      result.quantities.append(quantity)
      index = quantity.tokens.upperBound
    }
  }

  private func markTerms(_ tokens: ArraySlice<Token>, _ offset: Int, _ result: inout Annotation) {
    var index = tokens.startIndex
    while index < tokens.endIndex {
      guard tokens[index].kind == .word, lexicon[tokens[index].word].beginsTerm,
        result.timeAt[index - offset] < 0, result.nameAt[index - offset] < 0,
        let found = lexicon.terms.longest(
          in: tokens, from: index,
          accepts: { _, range in
            range.allSatisfy {
              result.timeAt[$0 - offset] < 0 && result.nameAt[$0 - offset] < 0
            }
          })
      else {
        index += 1
        continue
      }
      for covered in index..<found.end {
        result.termAt[covered - offset] = Int16(clamping: result.terms.count)
      }
      result.terms.append(Annotation.Span(tokens: index..<found.end, index: found.payload))
      index = found.end
    }
  }

  private func markCues(_ tokens: ArraySlice<Token>, _ result: inout Annotation) {
    for index in tokens.indices {
      guard tokens[index].kind == .word, lexicon[tokens[index].word].beginsCue,
        let found = lexicon.cues.longest(in: tokens, from: index, accepts: { _, _ in true })
      else { continue }
      result.cues.append(Annotation.Span(tokens: index..<found.end, index: found.payload))
    }
  }
}
