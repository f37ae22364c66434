import LinearAlgebra
import TimeSeries

/// A vector autoregression of counts or other series.
public struct VectorAutoregressionAnalysis: Analysis {
  /// How the number of lags is found.
  public enum Order: Hashable, Sendable {
    /// A given number.
    case fixed(Int)
    /// The best by a criterion up to a maximum; orders below the minimum do not count.
    case selected(maximum: Int, by: LagSelection.Criterion, minimum: Int)
  }

  /// The number of lags.
  public var order = Order.selected(maximum: 14, by: .aic, minimum: 1)
  /// Deterministic terms.
  public var trend = VectorAutoregression.Trend.constant
  /// Seasons of a year, 7 for days of the week; 0 where there are none.
  public var seasons = 0
  /// Lags of the exogenous series beside their value in the same period.
  public var exogenousLags = 0
  /// How standard errors of coefficients are estimated; nil takes classical ones, or HC3 where the
  /// variance of the errors changes.
  public var covariance: CoefficientCovariance?
  /// How coefficients are drawn to zero.
  public var shrinkage = Shrinkage.none
  /// How errors are drawn for the bootstrap; nil takes residuals, or each period's own errors where
  /// the variance changes.
  public var resampling: ErrorResampling?
  /// Whether the bootstrap takes out the bias of the coefficients.
  public var correctsBias = false
  /// Whether intervals of the impulse responses are asymptotic rather than of the bootstrap.
  public var hasAsymptoticIntervals = false
  /// Windows of the interval-jitter test, periods.
  public var jitterWindows = [21, 35]
  /// Surrogates of the interval-jitter test; 0 leaves it out.
  public var surrogates = 499
  /// Periods of the impulse responses.
  public var horizon = 30
  /// Completed data sets where days must be drawn from dates that are intervals.
  public var imputations = 40
  /// Bootstrap refits, over all completed data sets.
  public var replicates = 1000
  /// Columns that act but are not explained.
  public var exogenous: [String] = []
  /// Calendar periods with a level of their own. Days of the week are seasons; months and years join
  /// the exogenous columns.
  public var dummies = CalendarTerms.automatic

  /// The usual options.
  public init() {}

  /// The model's name, as `fit` takes it.
  public var name: String { "var" }

  /// The columns of a table that it takes.
  public var columns: ColumnRequest {
    ColumnRequest(covariates: exogenous)
  }

  /// First rows that serve only as lags.
  private var leadingRows: Int {
    switch order {
    case .fixed(let lags): max(lags, exogenousLags)
    case .selected(let maximum, _, _): max(maximum, exogenousLags)
    }
  }

  /// Fits the model to data.
  public func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
    let counts = try data.counts(imputations: imputations, seed: computation.seed)
    var covariates = data.covariates
    let calendar = try dummies.columns(
      of: counts, covariates: covariates.columns, isWeekly: seasons != 0,
      spare: counts.labels.count - leadingRows
        - (leadingRows * counts.names.count + trend.termCount
          + (exogenousLags + 1) * covariates.names.count))
    var options = self
    if let calendar {
      if calendar.terms == .weekday, seasons == 0 {
        options.seasons = 7
      } else {
        for column in calendar.plain(leadingRows: leadingRows) {
          covariates.names.append(column.name)
          covariates.columns.append(column.values)
        }
      }
    }
    do {
      return try await FittedVectorAutoregression(
        counts, analysis: options, calendar: calendar,
        exogenous: covariates.names.isEmpty
          ? nil
          : Matrix(
            rows: counts.labels.count, columns: covariates.names.count,
            elements: covariates.columns.flatMap { $0 }),
        exogenousNames: covariates.names, computation: computation
      ).fit(data)
    } catch let error as TimeSeriesError {
      // Only here the names of dummies are known.
      throw ConflictDataError.refused(
        error.described(series: counts.names, exogenous: covariates.names))
    }
  }
}
