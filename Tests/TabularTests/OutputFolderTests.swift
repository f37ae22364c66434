import Foundation
import Tabular
import Testing

@Suite struct OutputFolderTests {
  /// A place of its own for each test.
  private let root = NSTemporaryDirectory() + "talion-\(UUID().uuidString)"
  private var path: String { root + "/results" }
  private let files = FileManager.default

  private func manifest(_ option: String = "1") -> Manifest {
    Manifest(
      version: "0.1", software: [("blas", "x")], options: [("lags", option)],
      inputs: [.init(name: "in.csv", bytes: [1, 2])], seed: 3)
  }

  private func file(_ name: String, _ text: String) -> OutputFolder.File {
    .init(name: name, bytes: Array(text.utf8))
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try InputFile.contents(path: "\(path)/\(name)"), as: UTF8.self)
  }

  private func put(_ name: String, _ text: String) throws {
    try OutputFile.makeFolder(
      URL(fileURLWithPath: "\(path)/\(name)").deletingLastPathComponent().path)
    try OutputFile.write(Array(text.utf8), to: "\(path)/\(name)")
  }

  private func link(_ name: String, to target: String) throws {
    try OutputFile.makeFolder(path)
    try files.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
  }

  private func run(_ parts: [OutputFolder.File], option: String = "1", replacing: Bool = false)
    throws
  {
    var folder = try OutputFolder(path, manifest: manifest(option), replacing: replacing)
    try folder.write(parts)
    try folder.finish()
  }

  private func refusal(_ body: () throws -> Void) -> FolderProblem? {
    do { try body() } catch FileError.refused(_, let problem) {
      return problem
    } catch { Issue.record("\(error)") }
    return nil
  }

  private var names: [String] {
    (try? files.subpathsOfDirectory(atPath: path).sorted()) ?? []
  }

  @Test func aRunWritesItsFilesAndItsManifest() throws {
    defer { try? files.removeItem(atPath: root) }
    try run([file("b.csv", "x"), file("var/a.csv", "y")])
    #expect(names == ["b.csv", "manifest.json", "var", "var/a.csv"])
    #expect(try text("var/a.csv") == "y")
    #expect(
      try text("manifest.json") == """
        {
          "schema": 2,
          "talion": "0.1",
          "run": "\(manifest().run)",
          "complete": true,
          "blas": "x",
          "seed": 3,
          "options": {
            "lags": "1"
          },
          "inputs": [
            {"name": "in.csv", "sha256": "\(SHA256.hex([1, 2]))", "bytes": 2}
          ],
          "account": [],
          "outputs": [
            {"name": "b.csv", "sha256": "\(SHA256.hex(Array("x".utf8)))", "bytes": 1},
            {"name": "var/a.csv", "sha256": "\(SHA256.hex(Array("y".utf8)))", "bytes": 1}
          ]
        }

        """)
    // The same run once more gives the same bytes.
    let before = try text("manifest.json")
    try run([file("b.csv", "x"), file("var/a.csv", "y")])
    #expect(try text("manifest.json") == before)
  }

  @Test func theIdentityOfARunIsWhatItIsMadeFrom() {
    #expect(manifest("1").run == manifest("1").run && manifest("1").run != manifest("2").run)
    var other = manifest()
    other.account = ["12 rows: all used."]
    #expect(other.run == manifest().run)
    let machine = Manifest(
      version: "0.1", software: [("blas", "y")], options: [("lags", "1")],
      inputs: [.init(name: "in.csv", bytes: [1, 2])], seed: 3)
    #expect(machine.run == manifest().run)
    let input = Manifest(
      version: "0.1", options: [("lags", "1")], inputs: [.init(name: "in.csv", bytes: [1, 3])],
      seed: 3)
    #expect(input.run != manifest().run)
  }

  @Test func aFolderWithOtherFilesIsRefused() throws {
    defer { try? files.removeItem(atPath: root) }
    try put("notes/thesis.txt", "mine")
    #expect(refusal { try run([file("a.csv", "x")]) } == .otherFiles(["notes/thesis.txt"]))
    #expect(
      refusal { try OutputFolder.check(path, run: nil, replacing: false) }
        == .otherFiles(["notes/thesis.txt"]))
    // Replacing removes nothing that no manifest lists, and overwrites nothing.
    try run([file("a.csv", "x")], replacing: true)
    #expect(try text("notes/thesis.txt") == "mine")
    #expect(
      refusal { try run([file("notes/thesis.txt", "x")], replacing: true) }
        == .existingFile("notes/thesis.txt"))
    #expect(try text("notes/thesis.txt") == "mine")
  }

  @Test func hiddenFilesAreLeftAlone() throws {
    defer { try? files.removeItem(atPath: root) }
    try put(".gitkeep", "")
    try run([file("a.csv", "x")])
    #expect(names == [".gitkeep", "a.csv", "manifest.json"])
  }

  @Test func anotherRunIsRefusedOrReplaced() throws {
    defer { try? files.removeItem(atPath: root) }
    try run([file("old/a.csv", "x"), file("b.csv", "x")])
    #expect(refusal { try run([file("c.csv", "y")], option: "2") } == .otherRun)
    #expect(
      refusal { try OutputFolder.check(path, run: manifest("2").run, replacing: false) }
        == .otherRun)
    try OutputFolder.check(path, run: nil, replacing: false)
    try OutputFolder.check(path, run: manifest("2").run, replacing: true)
    #expect(names.count == 4)
    try run([file("c.csv", "y")], option: "2", replacing: true)
    #expect(names == ["c.csv", "manifest.json"])
  }

  @Test func aDamagedManifestIsRefused() throws {
    defer { try? files.removeItem(atPath: root) }
    let record = "{\"name\": \"../a\", \"sha256\": \"\", \"bytes\": 1}"
    for text in ["", "{", "[]", "{\"outputs\": [1]}", "{\"outputs\": [\(record)]}"] {
      try put("manifest.json", text)
      for replacing in [false, true] {
        #expect(
          refusal { try run([file("c.csv", "y")], replacing: replacing) } == .damagedManifest)
      }
    }
  }

  @Test func linksAreNeverFollowed() throws {
    defer { try? files.removeItem(atPath: root) }
    try OutputFile.makeFolder(root + "/outside")
    try OutputFile.write(Array("precious".utf8), to: root + "/outside/a.csv")
    try run([file("a.csv", "x"), file("sub/b.csv", "y")])
    // A listed file became a link.
    try files.removeItem(atPath: path + "/a.csv")
    try link("a.csv", to: root + "/outside/a.csv")
    for replacing in [false, true] {
      #expect(
        refusal { try run([file("a.csv", "z")], replacing: replacing) } == .link("a.csv"))
    }
    // A folder became a link, and a link is no file of the run.
    try files.removeItem(atPath: path + "/a.csv")
    try files.removeItem(atPath: path + "/sub")
    try link("sub", to: root + "/outside")
    #expect(refusal { try run([file("sub/b.csv", "z")]) } == .otherFiles(["sub"]))
    #expect(refusal { try run([file("sub/b.csv", "z")], replacing: true) } == .link("sub"))
    #expect(
      String(decoding: try InputFile.contents(path: root + "/outside/a.csv"), as: UTF8.self)
        == "precious")
    #expect(try files.contentsOfDirectory(atPath: root + "/outside") == ["a.csv"])
  }

  @Test func linksThatAppearDuringARunAreNotFollowed() throws {
    defer { try? files.removeItem(atPath: root) }
    var folder = try OutputFolder(path, manifest: manifest())
    try OutputFile.makeFolder(root + "/outside")
    try link("sub", to: root + "/outside")
    try link("dangling.csv", to: root + "/outside/new.csv")
    try link("manifest2.json", to: root + "/outside/m.json")
    for (name, problem) in [
      ("sub/a.csv", "sub"), ("dangling.csv", "dangling.csv"), ("manifest2.json", "manifest2.json"),
    ] {
      do {
        try folder.write([file(name, "x")])
        Issue.record("\(name) was written")
      } catch { #expect(error == .refused(folder: path, .link(problem))) }
    }
    #expect(try files.contentsOfDirectory(atPath: root + "/outside").isEmpty)
  }

  @Test func aManifestThatIsALinkIsRefused() throws {
    defer { try? files.removeItem(atPath: root) }
    try OutputFile.makeFolder(root)
    try OutputFile.write(Array("precious".utf8), to: root + "/target")
    try link("manifest.json", to: root + "/target")
    for replacing in [false, true] {
      #expect(
        refusal { try run([file("a.csv", "x")], replacing: replacing) } == .link("manifest.json"))
    }
    #expect(try InputFile.contents(path: root + "/target") == Array("precious".utf8))
  }

  @Test func aFileThatAppearsDuringARunIsNotOverwritten() throws {
    defer { try? files.removeItem(atPath: root) }
    var folder = try OutputFolder(path, manifest: manifest())
    try put("a.csv", "mine")
    do {
      try folder.write([file("a.csv", "x")])
      Issue.record("a.csv was written")
    } catch { #expect(error == .refused(folder: path, .existingFile("a.csv"))) }
    #expect(try text("a.csv") == "mine")
  }

  @Test func twoRunsDoNotWriteAtOnce() throws {
    defer { try? files.removeItem(atPath: root) }
    var folder = try OutputFolder(path, manifest: manifest())
    try put(".talion-partial", "of another run")
    do {
      try folder.write([file("a.csv", "x")])
      Issue.record("a.csv was written")
    } catch { #expect(error == .refused(folder: path, .busy)) }
    #expect(try text(".talion-partial") == "of another run")
  }

  @Test func aRunThatWasKilledGoesOn() throws {
    defer { try? files.removeItem(atPath: root) }
    do {
      var folder = try OutputFolder(path, manifest: manifest())
      try folder.write([file("one/a.csv", "1"), file("one/b.csv", "2")])
      try folder.write([file("two/a.csv", "3")])
      // Killed here: no manifest says that the run is complete.
    }
    #expect(try text("manifest.json").contains("\"complete\": false"))
    // What a part that was being written leaves behind.
    let half = try text("manifest.json").replacingOccurrences(
      of: "  \"outputs\"", with: "  \"pending\": [\"three/a.csv\", \"three/b.csv\"],\n  \"outputs\""
    )
    try put("manifest.json", half)
    try put("three/a.csv", "half a part")
    try put(".talion-partial", "half a file")
    try put("two/a.csv", "changed since")

    var folder = try OutputFolder(path, manifest: manifest())
    #expect(names.filter { $0.hasPrefix("three") || $0.hasPrefix(".talion") } == [])
    #expect(folder.keep("one/a.csv") && !folder.keep("two/a.csv") && !folder.keep("three/a.csv"))
    #expect(try folder.contents("one/a.csv") == Array("1".utf8))
    try folder.write([file("two/a.csv", "3"), file("three/a.csv", "4")])
    try folder.finish()
    // one/b.csv was neither kept nor written again.
    #expect(
      names == [
        "manifest.json", "one", "one/a.csv", "three", "three/a.csv", "two", "two/a.csv",
      ])
    #expect(try text("two/a.csv") == "3")
    let interrupted = try text("manifest.json")
    try files.removeItem(atPath: path)
    try run([file("one/a.csv", "1"), file("two/a.csv", "3"), file("three/a.csv", "4")])
    #expect(try text("manifest.json") == interrupted)
  }

  @Test func namesStayInTheFolder() throws {
    defer { try? files.removeItem(atPath: root) }
    var folder = try OutputFolder(path, manifest: manifest())
    for name in ["../a", "/etc/a", "a/../../b", "", "a//b", ".hidden", "manifest.json", "a\0b"] {
      do {
        try folder.write([file(name, "x")])
        Issue.record("\(name) was written")
      } catch { #expect(error == .refused(folder: path, .badName(name))) }
    }
    #expect(names == ["manifest.json"])
  }

  @Test func aBlockedPathIsFoundBefore() throws {
    defer { try? files.removeItem(atPath: root) }
    try OutputFile.makeFolder(root)
    try OutputFolder.check(path, run: nil, replacing: false)
    try OutputFolder.check("\(path)/a/b", run: nil, replacing: false)
    #expect(!files.fileExists(atPath: path))
    try OutputFile.write([1], to: path)
    for blocked in [path, "\(path)/inside", "\(path)/inside/further"] {
      do {
        try OutputFolder.check(blocked, run: nil, replacing: true)
        Issue.record("\(blocked) can be written")
      } catch {
        guard case .cannotCreate = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
    try files.removeItem(atPath: path)
    try files.createSymbolicLink(atPath: path, withDestinationPath: root + "/nothing")
    #expect(
      throws: FileError.cannotCreate(path: path, reason: "it is a symbolic link to nothing")
    ) { try OutputFolder.check(path, run: nil, replacing: false) }
  }

  /// The folder itself may be behind a link: that is where the user wants it.
  @Test func aLinkToAFolderIsAPath() throws {
    defer { try? files.removeItem(atPath: root) }
    try OutputFile.makeFolder(root + "/scratch")
    try files.createSymbolicLink(atPath: path, withDestinationPath: root + "/scratch")
    try run([file("a.csv", "x")])
    #expect(files.fileExists(atPath: root + "/scratch/a.csv"))
  }

  @Test(arguments: [
    FolderProblem.otherFiles(["a", "b", "c", "d"]), .otherRun, .damagedManifest, .link("a"),
    .existingFile("a"), .busy, .badName("../a"),
  ])
  func everyRefusalSaysWhatToDo(problem: FolderProblem) {
    let message = "\(FileError.refused(folder: "out", problem))"
    #expect(message.hasPrefix("out: ") && message.contains("; ") && !message.contains("--"))
  }
}
