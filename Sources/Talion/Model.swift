import Escalation
import PointProcesses

/// A model with its options, as ``Conflict/fit(_:seed:level:threads:progress:)`` takes it.
///
/// Each model has its usual options; the closure changes any of them:
///
/// ```swift
/// try await conflict.fit(.posterior { $0.baseline = .smooth(slowerThan: 30, breaks: [], weekdays: false) })
/// ```
public struct Model: Sendable {
  /// The analysis with every option filled in.
  public let analysis: any Analysis

  /// Any analysis, also one of your own.
  public init(_ analysis: any Analysis) { self.analysis = analysis }

  private init<A: Analysis>(_ usual: A, _ change: (inout A) -> Void) {
    var analysis = usual
    change(&analysis)
    self.analysis = analysis
  }
}

// MARK: Point processes

extension Model {
  /// The posterior of a Hawkes process, with dates as they are: the usual model of incidents.
  public static var posterior: Model { posterior() }

  /// The posterior of a Hawkes process.
  ///
  /// - Parameters:
  ///   - kernel: The family of the lags.
  ///   - slowerThan: The baseline follows nothing faster than so many days.
  ///   - breaks: Days on which the baseline may step.
  ///   - change: Changes any other option.
  /// - Returns: The model.
  public static func posterior(
    kernel: KernelFamily = .gamma, slowerThan: Double = 14, breaks: [String] = [],
    _ change: (inout HawkesPosteriorAnalysis) -> Void = { _ in }
  ) -> Model {
    var analysis = HawkesPosteriorAnalysis()
    analysis.family = kernel
    analysis.baseline = .smooth(slowerThan: slowerThan, breaks: breaks, weekdays: false)
    return Model(analysis, change)
  }

  /// A Hawkes process by maximum likelihood: the usual model of exact times.
  public static var likelihood: Model { likelihood() }

  /// A Hawkes process by maximum likelihood; dates that are intervals go through multiple imputation.
  ///
  /// - Parameters:
  ///   - kernel: The family of the lags.
  ///   - baseline: What the rates do without any answer.
  ///   - replicates: Bootstrap refits.
  ///   - change: Changes any other option.
  /// - Returns: The model.
  public static func likelihood(
    kernel: KernelFamily = .gamma, baseline: Baseline = .constant, replicates: Int = 400,
    _ change: (inout HawkesLikelihoodAnalysis) -> Void = { _ in }
  ) -> Model {
    var analysis = HawkesLikelihoodAnalysis()
    analysis.family = kernel
    analysis.baseline = baseline
    analysis.replicates = replicates
    return Model(analysis, change)
  }
}

// MARK: Counts and other series

extension Model {
  /// A vector autoregression whose number of lags is chosen by AIC, up to 14.
  public static var autoregression: Model { autoregression() }

  /// A vector autoregression.
  ///
  /// - Parameters:
  ///   - lags: The number of lags; nil chooses it by AIC, up to 14.
  ///   - replicates: Bootstrap refits.
  ///   - change: Changes any other option.
  /// - Returns: The model.
  public static func autoregression(
    lags: Int? = nil, replicates: Int = 1000,
    _ change: (inout VectorAutoregressionAnalysis) -> Void = { _ in }
  ) -> Model {
    var analysis = VectorAutoregressionAnalysis()
    if let lags { analysis.order = .fixed(lags) }
    analysis.replicates = replicates
    return Model(analysis, change)
  }

  /// A law of lags between counts: every stream answers every other.
  public static var counts: Model { counts() }

  /// A law of lags between counts.
  ///
  /// - Parameters:
  ///   - longestLag: The longest lag, periods.
  ///   - change: Changes any other option.
  /// - Returns: The model.
  public static func counts(
    longestLag: Int = 30, _ change: (inout DelayKernelAnalysis) -> Void = { _ in }
  ) -> Model {
    var analysis = DelayKernelAnalysis()
    analysis.kernel.longest = longestLag
    return Model(analysis, change)
  }

  /// Local projections: responses horizon by horizon, without a model between them.
  public static var projections: Model { projections() }

  /// Local projections.
  ///
  /// - Parameters:
  ///   - lags: Lags of all series among the controls.
  ///   - horizon: Periods ahead.
  ///   - change: Changes any other option.
  /// - Returns: The model.
  public static func projections(
    lags: Int = 7, horizon: Int = 14, _ change: (inout ProjectionAnalysis) -> Void = { _ in }
  ) -> Model {
    var analysis = ProjectionAnalysis()
    analysis.lags = lags
    analysis.horizon = horizon
    return Model(analysis, change)
  }

  /// The same question asked of several models, and how well they forecast.
  public static func comparison(lags: Int = 14, replicates: Int = 500) -> Model {
    Model(ComparisonAnalysis(lags: lags, replicates: replicates))
  }
}

// MARK: Without a model

extension Model {
  /// What needs no model: stated lags, correlogram, rate ratios, episodes.
  public static var modelFree: Model { Model(ModelFreeAnalysis()) }

  /// Tests whether one side answers another, or both follow a shared trend.
  public static var retaliationTests: Model { Model(RetaliationTestAnalysis()) }

  /// What series look like before any model.
  public static var description: Model { Model(DescriptionAnalysis()) }

  /// When the level of series changes.
  public static var changePoints: Model { Model(ChangePointAnalysis()) }
}
