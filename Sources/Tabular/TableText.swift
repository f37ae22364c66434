/// The text of a table, whatever file it lies in, and what the beginning of the file shows.
final class TableText {
  /// UTF-8.
  let bytes: any ByteSource
  /// How fields and records are kept apart.
  let dialect: Dialect
  /// The decoder of a text file, which learns its encoding while it reads.
  private let decoder: TextBytes?
  /// The sheet of a workbook, which learns while it reads what it could not take over.
  let sheet: WorksheetBytes?

  /// The first bytes by which a table is recognized.
  private static let sampleSize = 1 << 16

  /// Opens a table.
  ///
  /// - Parameters:
  ///   - source: The file as it lies there.
  ///   - name: Its name, for messages, and of the sheet: `file.xlsx#sheet`.
  ///   - separator: Between fields; nil finds out.
  ///   - hasQuotes: Whether fields may stand in double quotes.
  /// - Throws: ``TabularError``, ``FileError``.
  init(_ source: any ByteSource, name: SheetName, separator: UInt8?, hasQuotes: Bool) throws {
    var peeked = try PeekedBytes(source, count: Self.sampleSize)
    if Gzip.isCompressed(peeked.start) {
      let unpacked = try InflatedBytes(peeked) {
        TabularError(file: name.file, line: 0, column: 0, problem: "\($0)", hint: "")
      }
      peeked = try PeekedBytes(unpacked, count: Self.sampleSize)
    }
    if peeked.start.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      let archive = try ZipArchive(peeked.allBytes(), file: name.file)
      if archive.contains("[Content_Types].xml") {
        let sheet = try Workbook(archive, file: name.file).open(name.sheet)
        (bytes, dialect, decoder, self.sheet) = (sheet, .sheet, nil, sheet)
        return
      }
      peeked = try PeekedBytes(archive.onlyEntry(), count: Self.sampleSize)
    }
    if let problem = FileForm.problem(of: peeked.start) {
      throw TabularError(
        file: name.file, line: 0, column: 0, problem: problem.what, hint: problem.remedy)
    }
    guard name.sheet == nil else {
      throw TabularError(
        file: name.file, line: 0, column: 0, problem: "the file is not a workbook and has no sheets",
        hint: "leave out what follows #")
    }
    let text = try PeekedBytes(TextBytes(peeked), count: Self.sampleSize)
    (bytes, decoder, sheet) = (text, text.source as? TextBytes, nil)
    dialect =
      separator.map { Dialect(separator: $0, hasQuotes: hasQuotes) }
      ?? .detected(in: text.start, isWhole: text.start.count < Self.sampleSize)
  }

  /// The encoding, as far as the text was read.
  var encoding: TextEncoding { decoder?.encoding ?? .utf8 }
}

/// Files that hold no table that can be read here.
enum FileForm {
  /// What is wrong with a file that begins like this, and what to do; nil for text.
  static func problem(of start: [UInt8]) -> (what: String, remedy: String)? {
    let known: [(mark: [UInt8], what: String, remedy: String)] = [
      (
        [0xD0, 0xCF, 0x11, 0xE0], "the file is an old (.xls) or an encrypted workbook",
        "save it as .xlsx without a password, or as CSV UTF-8"
      ),
      ([0x28, 0xB5, 0x2F, 0xFD], "the file is compressed by zstd", "unpack it: zstd -d FILE"),
      (
        [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "the file is compressed by xz",
        "unpack it: xz -d FILE"
      ),
      (Array("BZh".utf8), "the file is compressed by bzip2", "unpack it: bunzip2 FILE"),
      (Array("%PDF".utf8), "the file is a PDF", "save its table as CSV"),
      (Array("PAR1".utf8), "the file is a Parquet file", "save it as CSV"),
    ]
    if let form = known.first(where: { start.starts(with: $0.mark) }) {
      return (form.what, form.remedy)
    }
    guard TextEncoding.detected(in: start).encoding == .utf8, start.contains(0) else { return nil }
    return ("the file is not a table of text", "save it as CSV UTF-8 or as .xlsx")
  }
}

/// A file and, in a workbook, a sheet of it: `events.xlsx#2024`.
public struct SheetName: Hashable, Sendable {
  /// The file.
  public let file: String
  /// The name or the number of a sheet, if one is named.
  public let sheet: String?

  /// Takes a name apart. Only what follows `.xlsx#` or `.xlsm#` is a sheet; `#` may be part of a name.
  public init(_ name: String) {
    let lower = Array(name.utf8).map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
    let endings = [".xlsx#", ".xlsm#"].map { Array($0.utf8) }
    let cut = lower.indices.first { index in
      endings.contains { lower[index...].starts(with: $0) }
    }
    guard let cut else {
      (file, sheet) = (name, nil)
      return
    }
    let mark = name.utf8.index(name.utf8.startIndex, offsetBy: cut + 5)
    (file, sheet) = (String(name[..<mark]), String(name[name.utf8.index(after: mark)...]))
  }
}
