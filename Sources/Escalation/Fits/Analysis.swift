/// A model with every option filled in: a plain value that is fitted to data.
public protocol Analysis: Sendable {
  /// The model's name, as `fit` takes it.
  var name: String { get }

  /// Which columns of a table it takes.
  var columns: ColumnRequest { get }

  /// Whether its estimates, or the analysis itself, say which stream answers which.
  var asksWhoAnswers: Bool { get }

  /// Where levels of the baseline may change, days from the beginning of the data.
  ///
  /// - Throws: ``ConflictDataError/breakOutsideWindow(_:window:)``.
  func breaks(of data: ConflictData) throws -> [Double]

  /// Fits it; ``fit(_:_:)`` judges the result as well.
  ///
  /// - Parameters:
  ///   - data: The data.
  ///   - computation: Seed, level, threads.
  /// - Returns: The fit.
  /// - Throws: ``ConflictDataError`` for data that it cannot take, and what the model throws.
  func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit
}

extension Analysis {
  /// All columns are explained.
  public var columns: ColumnRequest { ColumnRequest() }

  /// Models of several streams do.
  public var asksWhoAnswers: Bool { true }

  /// None.
  public func breaks(of data: ConflictData) throws -> [Double] { [] }
}

/// Which columns of a table a model takes.
public struct ColumnRequest: Hashable, Sendable {
  /// The columns to explain, in order; nil takes all that are not covariates.
  public var explained: [String]?
  /// Columns that act but are not explained.
  public var covariates: [String]

  /// A request.
  public init(explained: [String]? = nil, covariates: [String] = []) {
    self.explained = explained
    self.covariates = covariates
  }
}

/// How a fit is computed, whatever the model.
public struct Computation: Sendable {
  /// Of all random numbers.
  public var seed: UInt64
  /// The level of all intervals.
  public var level: Double
  /// Data sets drawn without answers, at most, for p values of the evidence; 0 computes none.
  public var evidenceDraws: Int
  /// Parts computed at a time; the results do not depend on it.
  public var threads: Int
  /// Told what is computed, and how far it is.
  public var progress: (@Sendable (Stage) -> Void)?

  /// The usual way.
  public init(
    seed: UInt64 = 1, level: Double = 0.95, evidenceDraws: Int = 0, threads: Int = 1,
    progress: (@Sendable (Stage) -> Void)? = nil
  ) {
    self.seed = seed
    self.level = level
    self.evidenceDraws = evidenceDraws
    self.threads = threads
    self.progress = progress
  }
}
