/// How the fields and records of a table are kept apart.
public struct Dialect: Hashable, Sendable {
  /// The byte between fields.
  public let separator: UInt8
  /// Whether fields may stand in double quotes.
  public let hasQuotes: Bool
  /// Whether the table is a sheet of a workbook, whose records and fields no text can hold the marks
  /// of.
  let isSheet: Bool

  /// Lines of fields.
  public init(separator: UInt8, hasQuotes: Bool = true) {
    self.separator = separator
    self.hasQuotes = hasQuotes
    isSheet = false
  }

  private init(sheetSeparator: UInt8) {
    separator = sheetSeparator
    hasQuotes = false
    isSheet = true
  }

  /// The bytes into which a sheet is turned: the separators of ASCII, which XML cannot hold.
  static let sheet = Dialect(sheetSeparator: 0x1F)

  /// The byte that ends a record.
  var recordEnd: UInt8 { isSheet ? 0x1E : 0x0A }

  /// The name of the separator.
  public var separatorName: String {
    switch separator {
    case UInt8(ascii: ","): "comma"
    case UInt8(ascii: ";"): "semicolon"
    case UInt8(ascii: "\t"): "tab"
    case UInt8(ascii: "|"): "pipe"
    default: isSheet ? "cells of a sheet" : "'\(Character(Unicode.Scalar(separator)))'"
    }
  }

  /// The separators that a table can have, the likelier ones first.
  static let separators = Array(",;\t|".utf8)

  /// The dialect that the beginning of a table shows.
  ///
  /// A separator must be in the header. Of several, the one by which most of the first hundred records
  /// are as wide as the header; then the one with most columns. Separators in quotes do not count.
  static func detected(in start: [UInt8], isWhole: Bool) -> Dialect {
    var best = (separator: separators[0], share: -1.0, width: 1)
    for separator in separators {
      let widths = widths(of: start, separator: separator, isWhole: isWhole)
      guard let width = widths.first, width > 1 else { continue }
      let share = Double(widths.count { $0 == width }) / Double(widths.count)
      if (share, Double(width)) > (best.share, Double(best.width)) {
        best = (separator, share, width)
      }
    }
    return Dialect(separator: best.separator)
  }

  /// The number of fields of the first records.
  private static func widths(of bytes: [UInt8], separator: UInt8, isWhole: Bool) -> [Int] {
    let quote = UInt8(ascii: "\"")
    var widths: [Int] = []
    var width = 1
    var isBlank = true
    var isQuoted = false
    // A quote opens a field where it begins, and again right after it was closed: a doubled one.
    var canOpen = true
    for byte in bytes {
      if isQuoted {
        isQuoted = byte != quote
        canOpen = !isQuoted
        continue
      }
      if byte == 0x0A {
        if !isBlank { widths.append(width) }
        if widths.count == 100 { return widths }
        (width, isBlank, canOpen) = (1, true, true)
        continue
      }
      isQuoted = byte == quote && canOpen
      canOpen = byte == separator
      if byte == separator { width += 1 }
      if byte != 0x0D { isBlank = false }
    }
    if !isBlank, isWhole || widths.isEmpty { widths.append(width) }
    return widths
  }
}
