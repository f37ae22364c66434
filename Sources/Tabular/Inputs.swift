/// The files that a run has read, each once, with their hashes.
public struct Inputs: Sendable {
  /// A file by its name and its hash.
  public struct Record: Hashable, Sendable {
    /// Its name as it was given.
    public let name: String
    /// Its SHA-256.
    public let hash: String
    /// Its length in bytes.
    public let length: Int

    /// A file of this hash.
    public init(name: String, hash: String, length: Int) {
      self.name = name
      self.hash = hash
      self.length = length
    }

    /// A file of these bytes.
    public init(name: String, bytes: [UInt8]) {
      self.init(name: name, hash: SHA256.hex(bytes), length: bytes.count)
    }
  }

  /// The files, in the order of reading.
  public private(set) var records: [Record] = []

  /// Bytes that stand for files, by the path under which they are read.
  private let given: [String: [UInt8]]

  /// No files yet.
  ///
  /// - Parameter given: Bytes that are at hand already, by the path under which they are read.
  public init(given: [String: [UInt8]] = [:]) { self.given = given }

  /// Reads a file and notes its hash.
  ///
  /// - Parameters:
  ///   - path: Where it is; `-` is standard input.
  ///   - name: Its name in results; the path by default.
  /// - Returns: Its bytes.
  /// - Throws: ``FileError/cannotRead(path:reason:)``.
  public mutating func read(_ path: String, as name: String? = nil) throws(FileError) -> [UInt8] {
    let bytes = if let own = given[path] { own } else { try InputFile.contents(path: path) }
    add(bytes, as: name ?? path)
    return bytes
  }

  /// Notes a file that was read elsewhere.
  public mutating func add(_ bytes: [UInt8], as name: String) {
    records.append(Record(name: name, bytes: bytes))
  }

  /// Notes a file that was read elsewhere, by its record.
  public mutating func add(_ record: Record) {
    records.append(record)
  }

  /// The hash by which results name their input: that of the only file, or of the list of all
  /// hashes, a line each in the order of reading.
  public var hash: String {
    guard records.count != 1 else { return records[0].hash }
    return SHA256.hex(Array(records.map { $0.hash + "\n" }.joined().utf8))
  }
}
