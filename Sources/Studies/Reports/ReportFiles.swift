import Tabular

/// The files of reports that arguments name: files, folders and standard input.
struct ReportFiles {
  /// A file and the name of its document.
  struct Entry: Hashable, Sendable {
    let path: String
    let name: String
  }

  private(set) var entries: [Entry] = []
  /// Files of folders that are no reports by their names.
  private(set) var passedOver: [String] = []
  /// Arguments that name nothing that can be opened.
  private(set) var failures: [FileError] = []

  /// Endings of files that folders are searched for.
  private static let endings = [".txt", ".text", ".htm", ".html", ".xhtml", ".md"]

  /// Lists the files, folders in the order of their names.
  init(_ arguments: [String]) {
    for argument in arguments {
      guard argument != "-", InputFolder.exists(argument) else {
        let last = argument.split(separator: "/").last.map(String.init) ?? argument
        entries.append(Entry(path: argument, name: argument == "-" ? "stdin" : last))
        continue
      }
      let folder = argument.hasSuffix("/") ? String(argument.dropLast()) : argument
      do {
        for name in try InputFolder.tree(folder) {
          if Self.isReport(name) {
            entries.append(Entry(path: "\(folder)/\(name)", name: name))
          } else {
            passedOver.append("\(folder)/\(name)")
          }
        }
      } catch {
        failures.append(error)
      }
    }
    tellApart()
  }

  static func isReport(_ name: String) -> Bool {
    let lower = name.lowercased()
    let plain = lower.hasSuffix(".gz") ? String(lower.dropLast(3)) : lower
    return endings.contains { plain.hasSuffix($0) }
  }

  /// Documents of one name in two folders keep their paths, so that no row is of two documents.
  private mutating func tellApart() {
    var counts: [String: Int] = [:]
    for entry in entries { counts[entry.name, default: 0] += 1 }
    var seen: Set<Entry> = []
    entries = entries.map {
      counts[$0.name] ?? 0 > 1 ? Entry(path: $0.path, name: $0.path) : $0
    }.filter { seen.insert($0).inserted }
  }
}
