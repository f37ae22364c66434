import Foundation
import Tabular
import Testing

@Suite struct OutputFileTests {
  private let folder = NSTemporaryDirectory() + "talion-\(UUID().uuidString)"

  @Test func writesAndReplaces() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try OutputFile.makeFolder(folder + "/a/b")
    try OutputFile.makeFolder(folder + "/a/b")
    let path = folder + "/a/b/t.csv"
    try OutputFile.write(Array("one".utf8), to: path)
    try OutputFile.write(Array("two".utf8), to: path)
    #expect(try InputFile.contents(path: path) == Array("two".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/a/b") == ["t.csv"])
  }

  @Test func aLinkIsWrittenThrough() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try OutputFile.makeFolder(folder)
    try OutputFile.write(Array("one".utf8), to: folder + "/real")
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link", withDestinationPath: folder + "/real")
    try OutputFile.write(Array("two".utf8), to: folder + "/link")
    #expect(try InputFile.contents(path: folder + "/real") == Array("two".utf8))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == folder
        + "/real")
  }

  @Test func aDeviceStaysADevice() throws {
    try OutputFile.write([1, 2], to: "/dev/null")
    #expect(
      try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
        == .typeCharacterSpecial)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func aFullDiskIsNamed() {
    #expect(throws: FileError.cannotWrite(path: "/dev/full", reason: "No space left on device")) {
      try OutputFile.write([1], to: "/dev/full")
    }
  }

  @Test func whatCannotBeCreatedIsNamed() throws {
    #expect(throws: FileError.cannotCreate(path: "/tmp", reason: "it is a folder")) {
      try OutputFile.write([1], to: "/tmp")
    }
    #expect(
      throws: FileError.cannotCreate(path: "/no/where/t.csv", reason: "No such file or directory")
    ) {
      try OutputFile.write([1], to: "/no/where/t.csv")
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try OutputFile.write([1], to: folder)
    #expect(throws: FileError.self) { try OutputFile.makeFolder(folder) }
  }
}
