import Incidents
import Tabular

/// Rows that were not used as they stand, as `rows.csv`: `file,row,what,reason,remedy`.
public enum RowsTable {
  /// The table of remarks, in the order given.
  public static func table(_ remarks: [RowRemark]) -> Table {
    var table = Table(name: "rows", columns: ["file", "row", "what", "reason", "remedy"])
    for remark in remarks {
      table.append([
        .text(remark.file), Table.Cell(remark.row), .text(remark.what), .text("\(remark.reason)"),
        .text(remark.remedy),
      ])
    }
    return table
  }
}
