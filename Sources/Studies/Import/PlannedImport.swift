import EventData
import Incidents
import Settings
import Tabular

extension ImportSettings {
  /// The import that they describe.
  ///
  /// - Parameters:
  ///   - inputs: Notes the file of sides.
  ///   - locate: Where a file lies that the settings name.
  /// - Returns: The plan.
  /// - Throws: ``FileError``, ``SidesTextError``.
  public func plan(
    _ inputs: inout Inputs, locate: (String) -> String = { $0 }
  ) throws -> ImportPlan {
    var plan = ImportPlan(files: files.map { EventFile(locate($0), name: $0) })
    plan.set = `as`
    plan.previous = sinceLast.map(locate)
    plan.options.undirected =
      switch battles {
      case .drop: .drop
      case .first: .first
      case .both: .both
      }
    plan.options.violentOnly = violent
    plan.options.window = observed.window.window
    plan.options.publicationSlack = pubdateSlack
    plan.options.dateOrder = dating.dateOrder
    plan.options.columns = try columns()
    if let names {
      plan.sides = .between(names)
    } else if let sides {
      plan.sides = .sides(try Sides(inputs.read(locate(sides), as: sides), file: sides))
    }
    return plan
  }
}
