import ArgumentParser
import Escalation
import EventData
import Extraction
import Incidents
import LinearAlgebra
import PointProcesses
import Studies
import Tabular
import TimeSeries

/// The exit codes that scripts can rely on.
enum ExitStatus {
  /// Done, but a check of the model failed; the results were written.
  static let checkFailed: Int32 = 1
  /// The command was not understood.
  static let usage: Int32 = 64
  /// The data are wrong.
  static let badData: Int32 = 65
  /// There is no such input.
  static let noInput: Int32 = 66
  /// A defect of Talion.
  static let defect: Int32 = 70
  /// An output cannot be created.
  static let cannotCreate: Int32 = 73
  /// An output cannot be written to the end.
  static let cannotWrite: Int32 = 74

  /// The code and the message of an error.
  static func of(_ error: any Error) -> (code: Int32, message: String) {
    switch error {
    case let error as FileError:
      switch error {
      case .cannotRead: return (noInput, "\(error)")
      case .refused(_, .otherRun): return (cannotCreate, "\(error) (--replace)")
      case .cannotCreate, .refused: return (cannotCreate, "\(error)")
      case .cannotWrite: return (cannotWrite, "\(error)")
      }
    case let error as PlanError:
      switch error {
      case .usage(let text): return (usage, text)
      case .data(let text): return (badData, text)
      }
    case let error as ImportError: return (code(of: error), ImportCommand.message(of: error))
    case let error as TabularError: return (badData, "\(error)")
    case let error as EventDataError:
      let command = "talion import '\(error.file)' --as \(error.set) --output DIR"
      return (badData, "\(error): \(command)")
    case let error as TableFaults:
      return (badData, "\(error.count) faults\n\(error)")
    case let error as ReportProblem: return (badData, "\(error)")
    case let error as SidesTextError: return (badData, "\(error)")
    case let error as DictionaryError: return (badData, "\(error)")
    case let error as StudyError: return (badData, "\(error)")
    case let error as PointProcessError: return (badData, "\(error)")
    case let error as TimeSeriesError: return (badData, "\(error)")
    case let error as ConflictDataError: return (code(of: error), "\(error)")
    case let error as IncidentError: return (usage, "\(error)")
    case let error as LinearAlgebraError: return (checkFailed, "\(error)")
    default: return (defect, "unexpected: \(error); please report this as a bug")
    }
  }

  /// A file that an import cannot read, or a name that no set has.
  private static func code(of error: ImportError) -> Int32 {
    switch error {
    case .otherSet, .unknownTable, .noColumn: badData
    case .unknownSet, .unknownPart: usage
    }
  }

  /// Data that do not allow what is asked, or a question that no data could answer.
  private static func code(of error: ConflictDataError) -> Int32 {
    switch error {
    case .refused, .emptyStream, .noEvents, .notDailyCounts, .noCounts, .labelWithoutDate,
      .tooLarge:
      badData
    case .repeatedStream, .noStream, .tooFewStreams, .breakOutsideWindow,
      .weekdaysWithoutCalendar, .noRow, .repeatedRow, .needsLikelihood:
      usage
    }
  }
}
