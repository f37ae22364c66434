import CZip

/// The entries of a ZIP archive that is at hand as bytes.
final class ZipArchive {
  private let archive: OpaquePointer
  private let file: String
  /// The archive reads from here as long as it is open.
  private let memory: UnsafeMutableRawBufferPointer

  init(_ bytes: [UInt8], file: String) throws(TabularError) {
    self.file = file
    memory = .allocate(byteCount: max(bytes.count, 1), alignment: 1)
    memory.copyBytes(from: bytes)
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard
      let source = zip_source_buffer_create(
        memory.baseAddress, zip_uint64_t(bytes.count), 0, &error)
    else {
      memory.deallocate()
      throw ZipArchive.damaged(file)
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      memory.deallocate()
      throw ZipArchive.damaged(file)
    }
    self.archive = archive
  }

  deinit {
    zip_discard(archive)
    memory.deallocate()
  }

  static func damaged(_ file: String) -> TabularError {
    TabularError(
      file: file, line: 0, column: 0, problem: "the ZIP archive is damaged",
      hint: "download or save it again")
  }

  func contains(_ name: String) -> Bool { zip_name_locate(archive, name, 0) >= 0 }

  /// The bytes of an entry; nil where there is none of this name.
  func entry(_ name: String) throws(TabularError) -> ZipEntryBytes? {
    let index = zip_name_locate(archive, name, 0)
    return index < 0 ? nil : try entry(zip_uint64_t(index))
  }

  /// The only file in an archive.
  func onlyEntry() throws(TabularError) -> ZipEntryBytes {
    if contains("content.xml"), contains("mimetype") {
      throw TabularError(
        file: file, line: 0, column: 0, problem: "the file is an OpenDocument spreadsheet",
        hint: "save it as .xlsx or CSV")
    }
    let count = zip_get_num_entries(archive, 0)
    let files = (0..<zip_uint64_t(max(count, 0))).filter { index in
      zip_get_name(archive, index, 0).map { String(cString: $0) }?.hasSuffix("/") == false
    }
    guard files.count == 1 else {
      throw TabularError(
        file: file, line: 0, column: 0, problem: "the ZIP archive holds \(files.count) files",
        hint: "unpack it and name the one to read")
    }
    return try entry(files[0])
  }

  private func entry(_ index: zip_uint64_t) throws(TabularError) -> ZipEntryBytes {
    guard let entry = zip_fopen_index(archive, index, 0) else { throw ZipArchive.damaged(file) }
    return ZipEntryBytes(entry, of: self, file: file)
  }
}

/// The bytes of an entry of an archive.
final class ZipEntryBytes: ByteSource {
  private let entry: OpaquePointer
  private let archive: ZipArchive
  private let file: String

  fileprivate init(_ entry: OpaquePointer, of archive: ZipArchive, file: String) {
    self.entry = entry
    self.archive = archive
    self.file = file
  }

  deinit {
    zip_fclose(entry)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = zip_fread(entry, buffer.baseAddress, zip_uint64_t(buffer.count))
    // The end is checked by its sum, so that a changed archive is found out.
    guard count >= 0 else { throw ZipArchive.damaged(file) }
    return Int(count)
  }
}
