import CXML2

/// The text of a web page without its tags, and the days that the page states of itself.
public struct HTMLText: Sendable {
  /// UTF-8; each block of the page is a line of its own.
  public let text: [UInt8]
  /// Days of publication that the page's metadata state, `YYYY-MM-DD`, in the order of the page.
  public let dates: [String]

  /// Reads a page, however broken; what libxml2 cannot mend yields less text, never an error.
  ///
  /// Bytes that are valid UTF-8 are taken as such whatever the page declares; others are read in
  /// the declared character set, or in ISO 8859-1.
  ///
  /// - Parameters:
  ///   - bytes: The page.
  ///   - isUTF8: Whether the bytes are valid UTF-8.
  public init(_ bytes: [UInt8], isUTF8: Bool) {
    let collector = HTMLCollector()
    Self.parse(bytes, isUTF8: isUTF8, into: collector)
    text = collector.finish()
    dates = collector.dates
  }

  /// Whether bytes look like a web page: a tag stands near their beginning.
  public static func isHTML(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(2048).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    return ["<!doctype html", "<html", "<head", "<body", "<meta ", "<article"].contains {
      head.contains(word: Array($0.utf8))
    }
  }

  private static func parse(_ bytes: [UInt8], isUTF8: Bool, into collector: HTMLCollector) {
    var handler = htmlSAXHandler()
    handler.startElement = { context, name, attributes in
      HTMLCollector.at(context)?.open(name, attributes)
    }
    handler.endElement = { context, name in HTMLCollector.at(context)?.close(name) }
    handler.characters = { context, text, count in HTMLCollector.at(context)?.add(text, count) }
    handler.ignorableWhitespace = { context, text, count in
      HTMLCollector.at(context)?.add(text, count)
    }
    handler.cdataBlock = { context, text, count in HTMLCollector.at(context)?.add(text, count) }
    let encoding = isUTF8 ? XML_CHAR_ENCODING_UTF8 : XML_CHAR_ENCODING_NONE
    withExtendedLifetime(collector) {
      let context = Unmanaged.passUnretained(collector).toOpaque()
      guard let parser = htmlCreatePushParserCtxt(&handler, context, nil, 0, nil, encoding) else {
        return
      }
      defer { htmlFreeParserCtxt(parser) }
      let options =
        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
        | HTML_PARSE_NONET.rawValue
      _ = htmlCtxtUseOptions(parser, Int32(bitPattern: options))
      bytes.withUnsafeBytes { buffer in
        var start = 0
        // The parser counts in 32 bits, so it is fed piece by piece.
        while start < buffer.count {
          let count = min(1 << 20, buffer.count - start)
          let piece = buffer.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
          guard htmlParseChunk(parser, piece, Int32(count), 0) >= 0 else { break }
          start += count
        }
      }
      _ = htmlParseChunk(parser, nil, 0, 1)
    }
  }
}

extension Array where Element == UInt8 {
  /// Whether the bytes hold others in a row.
  func contains(word: [UInt8]) -> Bool { firstIndex(of: word, from: 0) != nil }

  /// Where a row of bytes begins, at or behind a place.
  func firstIndex(of word: [UInt8], from start: Int) -> Int? {
    guard let first = word.first, count - start >= word.count else { return nil }
    var index = start
    while index <= count - word.count {
      if self[index] == first, self[index..<(index + word.count)].elementsEqual(word) {
        return index
      }
      index += 1
    }
    return nil
  }
}
