import Incidents
import Tabular

/// Reads files of event data row by row into tables of incidents and of rows left out.
public struct EventImport {
  private let options: ImportOptions
  private var names: ActorNames
  private var account = ImportAccount()
  private var firstPlaces = FirstPlaces()
  /// The lines of all files before each one, and its name: a place is a line of a file.
  private var files: [(start: Int, name: String)] = []
  private var linesRead = 0

  /// The columns of `dropped.csv`.
  package static let droppedColumns = ["file", "row", "what", "reason", "remedy"]
  /// The columns of `incidents.csv`.
  package static var incidentColumns: [String] { IncidentTable.columns }

  /// An import of some sides.
  public init(_ options: ImportOptions, sides: SideChoice) {
    self.options = options
    names = ActorNames(sides)
  }

  /// Finds out whether files can be imported, before anything is written.
  ///
  /// - Throws: ``ImportError``, ``FileError``, ``TabularError``.
  package static func check(
    _ files: [EventFile], as set: String?, _ options: ImportOptions
  ) throws {
    for file in files {
      let shape = try EventTable(file).shape
      _ = try importer(of: shape, file.name, named: set, hasMap: !options.columns.isEmpty)
        .init(shape, options)
    }
  }

  /// Reads a file to its end.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - set: The name of its set; nil finds it out.
  ///   - incidents: Takes the incidents.
  ///   - dropped: Takes what was left out.
  /// - Returns: The file as manifests name it.
  /// - Throws: ``ImportError``, ``FileError``, ``TabularError``.
  package mutating func read(
    _ file: EventFile, as set: String?, incidents: inout TableStream, dropped: inout TableStream
  ) throws -> Inputs.Record {
    let type = try EventImport.importer(
      of: EventTable(file).shape, file.name, named: set, hasMap: !options.columns.isEmpty)
    return try read(file, type, incidents: &incidents, dropped: &dropped)
  }

  private static func importer(
    of shape: TableShape, _ path: String, named name: String?, hasMap: Bool
  ) throws(ImportError) -> any EventImporter.Type {
    let found = EventSets.recognized(shape)
    guard let name = name ?? (hasMap ? TableImporter.set.name : nil) else {
      if let found { return found }
      // Three columns that are called what they hold are enough; any less is for the user to say.
      let suggested = TableImporter.suggested(shape)
      if ["source", "target", "date"].allSatisfy({ suggested[$0] != nil }) {
        return TableImporter.self
      }
      throw .unknownTable(file: path, columns: shape.first, suggested: suggested)
    }
    guard let named = EventSets.named(name) else { throw .unknownSet(name) }
    // A newspaper in a column `source` is no attacker, unless the user names the columns.
    let isOwnTable = named.set.name == TableImporter.set.name
    if isOwnTable ? found == nil || hasMap : named.recognizes(shape) { return named }
    guard let found else {
      throw .unknownTable(
        file: path, columns: shape.first, suggested: TableImporter.suggested(shape))
    }
    throw .otherSet(file: path, named: named.set, found: found.set)
  }

  private mutating func read<Importer: EventImporter>(
    _ events: EventFile, _ type: Importer.Type, incidents: inout TableStream,
    dropped: inout TableStream
  ) throws -> Inputs.Record {
    var table = try EventTable(events)
    let hasHeader = Importer.hasHeader(table.shape)
    var importer = try Importer(table.shape, options)
    if importer.needsSurvey {
      if !hasHeader { table.scanner.putBack() }
      while try table.scanner.next() { importer.survey(table.scanner.row) }
      importer.endSurvey()
      table = try EventTable(events)
    }
    if !hasHeader { table.scanner.putBack() }
    let width = table.shape.count
    let rows = Rows(events.name)
    var file = ImportAccount.File(name: events.name, set: Importer.set)
    files.append((start: linesRead, name: rows.document))
    let start = linesRead
    var acts: [Act] = []
    while try table.scanner.next() {
      let row = table.scanner.row
      file.rows += 1
      linesRead = start + row.line
      acts.removeAll(keepingCapacity: true)
      var reason: LeftOut?
      if importer.fits(row, width: width) {
        reason = importer.acts(row, into: &acts)
      } else {
        reason = .width(found: row.count, expected: width)
      }
      if let reason { try rows.drop(row, reason, importer.label(row), &dropped) }
      var isTaken = false
      // Acts of a row without identifiers need names of their own.
      let isNumbered = acts.count > 1
      for (number, act) in acts.enumerated() {
        switch choose(act, row, &importer) {
        case .success(let choice):
          isTaken = true
          let id = EventImport.id(
            act.id, line: row.line, number: isNumbered ? number + 1 : nil)
          try write(
            act, id, choice, importer.details(row),
            Provenance(document: rows.document, row: row.line), &incidents)
        case .failure(.badDate(let error)) where error.concernsColumn:
          throw TabularError(
            file: events.name, line: row.line, column: 0, problem: "\(error)", hint: error.remedy)
        case .failure(let failure):
          reason = reason ?? failure
          try rows.drop(row, failure, importer.label(row), &dropped)
        }
      }
      if isTaken {
        account.taken += 1
      } else {
        account.left[(reason ?? .noAct).rule, default: 0] += 1
      }
    }
    file.notes = importer.notes
    account.files.append(file)
    return try table.scanner.record(as: events.name)
  }

  /// The sides and the days of an act that is taken.
  private struct Choice {
    let source: Int
    let target: Int
    let days: ClosedRange<Day>
  }

  /// Applies the rules in the order of ``ImportRule``.
  private mutating func choose(
    _ act: Act, _ row: FieldRow, _ importer: inout some EventImporter
  ) -> Result<Choice, LeftOut> {
    if options.violentOnly, !act.isViolent { return .failure(.notViolent) }
    let source = meaning(act.source, act.aliases.source)
    let target = meaning(act.target, act.aliases.target)
    if source == .missing || target == .missing { return .failure(.noActor) }
    guard case .side(let first) = source, case .side(let second) = target else {
      return .failure(.otherSides)
    }
    guard first != second else { return .failure(.sameSide) }
    let days: ClosedRange<Day>
    do throws(LeftOut) {
      days = try importer.days(row)
    } catch {
      return .failure(error)
    }
    if let window = options.window, days.upperBound < window.start || days.lowerBound > window.end {
      return .failure(.outsideWindow)
    }
    if let key = act.key, let place = firstPlaces.first(key, at: linesRead) {
      let file = files.last { $0.start < place } ?? (start: 0, name: "")
      let isSame = file.start == files.last?.start
      return .failure(
        .repeats(
          row: place - file.start, file: isSame ? nil : file.name,
          what: type(of: importer).set.repeated))
    }
    account.chosen += 1
    if !act.isDirected {
      account.undirected += 1
      if options.undirected == .drop { return .failure(.undirected) }
    }
    return .success(Choice(source: first, target: second, days: days))
  }

  private mutating func meaning(_ name: FieldBytes, _ alias: FieldBytes) -> ActorNames.Meaning {
    let found = names.meaning(name)
    return found == .other && !alias.isEmpty ? names.meaning(alias) : found
  }

  /// Writes an act; one without direction twice where both sides are taken to have acted.
  private mutating func write(
    _ act: Act, _ id: String, _ choice: Choice, _ details: ActDetails, _ place: Provenance,
    _ incidents: inout TableStream
  ) throws(FileError) {
    let isBoth = !act.isDirected && options.undirected == .both
    var incident = Incident(
      id: isBoth ? id + "a" : id, source: names.sides[choice.source],
      target: names.sides[choice.target], dates: DayInterval(choice.days),
      count: act.count ?? details.count, weapon: details.weapon,
      place: details.place.isMissing ? nil : details.place.trimmed.text, killed: details.killed,
      wounded: details.wounded, sourceName: act.source.text, targetName: act.target.text,
      provenance: Provenance(
        document: place.document, row: place.row,
        evidence: details.evidence.filter { !$0.isMissing }.map { $0.trimmed.text }
          .joined(separator: "; ")))
    try add(incident, act, &incidents)
    if isBoth {
      swap(&incident.source, &incident.target)
      swap(&incident.sourceName, &incident.targetName)
      incident.id = id + "b"
      try add(incident, act, &incidents)
    }
    if let edited = details.edited { account.lastEdit = max(account.lastEdit ?? edited, edited) }
    // A date that is an interval can begin before the window, or end after it.
    let days = options.window.map { choice.days.clamped(to: $0.start...$0.end) } ?? choice.days
    let known = account.days ?? days
    account.days =
      min(known.lowerBound, days.lowerBound)...max(known.upperBound, days.upperBound)
  }

  private mutating func add(
    _ incident: Incident, _ act: Act, _ incidents: inout TableStream
  ) throws(FileError) {
    try incidents.append { text in
      for cell in IncidentTable.cells(incident) { text.append(cell) }
    }
    account.incidents += 1
    if incident.dates.length == 1 { account.dayDated += 1 }
    if incident.count.maximum == nil { account.aggregated += 1 }
    if act.isViolent { account.violent += 1 }
  }

  /// An identifier that begins with a letter, as those of incidents do.
  private static func id(_ field: FieldBytes, line: Int, number: Int?) -> String {
    let field = field.trimmed
    let suffix = number.map { "_\($0)" } ?? ""
    guard !field.isMissing else { return "r\(line)" + suffix }
    let isLetter = field.start[0] | 0x20 >= 0x61 && field.start[0] | 0x20 <= 0x7A
    return (isLetter ? field.text : "e" + field.text) + suffix
  }

  /// The account of all files, with the names that were taken.
  public func finished() -> ImportAccount {
    var result = account
    result.names = names.taken.map {
      .init(name: $0.name, side: names.sides[$0.side], rows: $0.rows)
    }
    result.likeNames = LikeNames.found(
      among: result.names.sorted { ($1.rows, $0.name) < ($0.rows, $1.name) }.compactMap { entry in
        entry.side.map { (entry.name, $0) }
      })
    result.nearest = names.nearest(10).map { .init(name: $0.name, side: nil, rows: $0.rows) }
    return result
  }

  /// The file of sides: a member for every name that was taken.
  public var sidesFile: Sides { names.sidesFile }
}

/// Writes the rows of one file that are left out.
private struct Rows {
  /// The file without its folder, as results name it.
  let document: String

  init(_ path: String) {
    document = path.split(separator: "/").last.map(String.init) ?? path
  }

  func drop(
    _ row: FieldRow, _ reason: LeftOut, _ label: RowLabel, _ dropped: inout TableStream
  ) throws(FileError) {
    let words = reason.rule.words
    try dropped.append { text in
      text.append(document)
      text.append(row.line)
      text.append(joined: { bytes in
        bytes.append(contentsOf: label.source.bytes)
        bytes.append(contentsOf: "->".utf8)
        bytes.append(contentsOf: label.target.bytes)
        bytes.append(0x20)
        bytes.append(contentsOf: label.date.bytes)
      })
      if let particular = reason.particular {
        text.append(particular)
      } else {
        text.append(FieldBytes(words.reason))
      }
      text.append(FieldBytes(words.remedy))
    }
  }
}
