import CXML2

/// Reads an XML file piece by piece, in constant memory.
final class XMLPull {
  enum Piece {
    case start, end, text, other
  }

  private let reader: xmlTextReaderPtr
  private let input: Input
  private let damage: TabularError

  private final class Input {
    let source: any ByteSource
    var failure: (any Error)?
    /// Bytes since the last piece.
    var pending = 0

    let tooLong: TabularError

    init(_ source: any ByteSource, tooLong: TabularError) {
      self.source = source
      self.tooLong = tooLong
    }
  }

  /// Reads a file; `damage` is thrown where it is not XML.
  init(_ source: any ByteSource, damage: TabularError) throws(TabularError) {
    input = Input(
      source,
      tooLong: TabularError(
        file: damage.file, line: damage.line, column: damage.column,
        problem: "a cell holds more than \(XMLPull.longestPiece >> 20) MB",
        hint: "shorten it, or save the sheet as CSV without that column"))
    self.damage = damage
    // Entities are not resolved and nothing is fetched.
    guard
      let reader = xmlReaderForIO(
        { context, buffer, count in
          guard let context, let buffer else { return -1 }
          let input = Unmanaged<Input>.fromOpaque(context).takeUnretainedValue()
          do {
            let read = try input.source.read(into: .init(start: buffer, count: Int(count)))
            input.pending += read
            // A text of that length is put together anew with every part of it.
            guard input.pending <= XMLPull.longestPiece else { throw input.tooLong }
            return Int32(read)
          } catch {
            input.failure = error
            return -1
          }
        }, nil, Unmanaged.passUnretained(input).toOpaque(), nil, nil,
        Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue))
    else { throw damage }
    self.reader = reader
  }

  deinit {
    xmlFreeTextReader(reader)
  }

  /// A cell of a workbook holds 32,767 letters at most; more than this is no cell.
  private static let longestPiece = 16 << 20

  /// The next piece; nil at the end.
  func next() throws -> Piece? {
    input.pending = 0
    switch xmlTextReaderRead(reader) {
    case 1: break
    case 0: return nil
    default: throw input.failure ?? damage
    }
    switch UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
    case XML_READER_TYPE_ELEMENT.rawValue: return .start
    case XML_READER_TYPE_END_ELEMENT.rawValue: return .end
    case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
      XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue, XML_READER_TYPE_WHITESPACE.rawValue:
      return .text
    default: return .other
    }
  }

  /// The name of an element, without its namespace.
  var name: String {
    xmlTextReaderConstLocalName(reader).map { String(cString: $0) } ?? ""
  }

  /// Whether an element has neither content nor an end of its own.
  var isEmpty: Bool { xmlTextReaderIsEmptyElement(reader) == 1 }

  /// The text of a piece.
  var text: String {
    xmlTextReaderConstValue(reader).map { String(cString: $0) } ?? ""
  }

  /// The value of an attribute of an element; in no namespace, or in a given one.
  func attribute(_ name: String, namespace: String? = nil) -> String? {
    let isThere =
      if let namespace {
        xmlTextReaderMoveToAttributeNs(reader, name, namespace)
      } else {
        xmlTextReaderMoveToAttribute(reader, name)
      }
    guard isThere == 1 else { return nil }
    defer { xmlTextReaderMoveToElement(reader) }
    return text
  }
}
