/// A row of an input table that was not used, or not used as it stands: which one, why, and what to
/// do about it. A line of `rows.csv`.
public struct RowRemark: Hashable, Sendable {
  /// Why a row has a remark.
  public enum Reason: Hashable, Sendable {
    /// Names of the row that stand for no known side.
    case unmatched([UnmatchedName])
    /// Nobody names the author or the target: the row says UNKNOWN.
    case unnamedSide
    /// Both sides are known, but no stream of this dyad was asked for.
    case otherStream(Dyad)
    /// Source and target are the same side.
    case selfTargeting(Side)
    /// An end of the interval of its dates is open.
    case undated
    /// All of its days lie outside the observation window.
    case outsideWindow(ObservationWindow)
    /// The span of a total ends before it begins.
    case reversedSpan
    /// An earlier row of the document has this id.
    case duplicateID(String, firstRow: Int?)
    /// An earlier row has the same source, target, dates, place and count.
    case repeatedRow(firstRow: Int?)
    /// Columns of the table that are not known and not read.
    case unusedColumns([String])
    /// The file is no UTF-8 and was read in this encoding.
    case otherEncoding(String)
    /// Sheets of the workbook that were not read.
    case otherSheets([String])
    /// Cells of the workbook that hold an error and were read as blank: the first ones, and how many.
    case errorCells([String], count: Int)
    /// Cells whose formula was saved without a value and that were read as blank.
    case formulasWithoutValue([String], count: Int)

    /// Whether the row is used all the same.
    public var isUsed: Bool {
      switch self {
      case .duplicateID, .repeatedRow, .unusedColumns, .otherEncoding, .otherSheets, .errorCells,
        .formulasWithoutValue:
        true
      case .unmatched, .unnamedSide, .otherStream, .selfTargeting, .undated, .outsideWindow,
        .reversedSpan:
        false
      }
    }
  }

  /// The file, as the user named it.
  public let file: String
  /// The line on which the row begins, counted from 1; nil where none is known.
  public let row: Int?
  /// What the row says, in short: `PKK->TURKEY 2024-01-02`.
  public let what: String
  /// Why it has a remark.
  public let reason: Reason

  /// A remark on a row.
  public init(file: String, row: Int?, what: String, reason: Reason) {
    self.file = file
    self.row = row
    self.what = what
    self.reason = reason
  }

  /// What to do, in words.
  public var remedy: String { reason.remedy }
}

extension RowRemark.Reason: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .unmatched(let names): names.map { "\($0)" }.joined(separator: "; ")
    case .unnamedSide: "the source or the target is UNKNOWN"
    case .otherStream(let dyad): "no stream \(dyad) was asked for"
    case .selfTargeting(let side): "source and target are the same side, \(side)"
    case .undated: "an end of its dates is open"
    case .outsideWindow(let window): "outside the window \(window)"
    case .reversedSpan: "its span ends before it begins"
    case .duplicateID(let id, let row):
      "the id '\(id)' is already used" + (row.map { " in row \($0)" } ?? "")
    case .repeatedRow(let row):
      "the same source, target, dates, place and count as "
        + (row.map { "row \($0)" } ?? "an earlier row")
    case .unusedColumns(let columns): "columns not used: \(columns.joined(separator: ", "))"
    case .otherEncoding(let name): "read as \(name), because its bytes are not UTF-8"
    case .otherSheets(let names): "sheets not read: \(names.joined(separator: ", "))"
    case .errorCells(let places, let count):
      "cells with an error, read as blank: \(Self.list(places, count))"
    case .formulasWithoutValue(let places, let count):
      "formulas saved without a value, read as blank: \(Self.list(places, count))"
    }
  }

  private static func list(_ places: [String], _ count: Int) -> String {
    let others = count - places.count
    return places.joined(separator: ", ") + (others > 0 ? " and \(others) more" : "")
  }

  /// What to do, in words.
  public var remedy: String {
    switch self {
    case .unmatched(let names):
      if let near = names.lazy.compactMap(\.nearest).first {
        return "If this is \(near), write \(near) or add the name to the sides file. If not, "
          + "delete the row or name its side there."
      }
      return "Add the name to the sides file, or write the code of a side."
    case .unnamedSide: return "Name the side if it is known. Otherwise nothing needs to be done."
    case .otherStream(let dyad): return "Add the stream \(dyad) if it belongs to the analysis."
    case .selfTargeting: return "Correct the source or the target, or delete the row."
    case .undated: return "Write the first and the last possible day."
    case .outsideWindow: return "Widen the window if the row belongs to the analysis."
    case .reversedSpan: return "Exchange the dates of 'since' and 'until'."
    case .duplicateID: return "The row is counted. Give each row an id of its own."
    case .repeatedRow: return "The row is counted. Delete it if it is the same act."
    case .unusedColumns: return "Nothing needs to be done if they are notes."
    case .otherEncoding:
      return "Look at names with accents. Save the file as UTF-8 if they are wrong."
    case .otherSheets: return "Name the sheet to read: FILE.xlsx#SHEET."
    case .errorCells: return "Correct the formulas of the cells."
    case .formulasWithoutValue: return "Open the file in a spreadsheet and save it again."
    }
  }
}

/// A name in a table that stands for no known side.
public struct UnmatchedName: Hashable, Sendable {
  /// The name as it stands in the table.
  public let name: String
  /// The side with the most similar name, if one is near.
  public let nearest: Side?

  /// A name that stands for no known side.
  public init(name: String, nearest: Side?) {
    self.name = name
    self.nearest = nearest
  }
}

extension UnmatchedName: CustomStringConvertible {
  /// `'Kurdistan Workers' Party' matches no side (nearest: PKK)`.
  public var description: String {
    "'\(name)' matches no side" + (nearest.map { " (nearest: \($0))" } ?? "")
  }
}
