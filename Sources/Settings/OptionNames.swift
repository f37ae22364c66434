import Escalation
import TimeSeries

/// Names of covariances on the command line and in study files.
public enum CovarianceName: String, CaseIterable, Hashable, Sendable {
  /// One variance of all errors.
  case classical
  /// Errors of changing variance (White).
  case hc0
  /// The same with a correction for degrees of freedom.
  case hc1
  /// The same with a correction for leverage.
  case hc3
  /// Correlated errors (Newey and West).
  case neweyWest = "newey-west"
  /// The same with a correction for degrees of freedom.
  case neweyWestAdjusted = "newey-west-adjusted"
  /// The same after an autoregression of the errors.
  case neweyWestPrewhitened = "newey-west-prewhitened"

  /// What it stands for.
  public var value: CoefficientCovariance {
    switch self {
    case .classical: .classical
    case .hc0: .hc0
    case .hc1: .hc1
    case .hc3: .hc3
    case .neweyWest: .neweyWest(lag: nil)
    case .neweyWestAdjusted: .neweyWestAdjusted(lag: nil)
    case .neweyWestPrewhitened: .neweyWestPrewhitened(lag: nil)
    }
  }
}

/// Names of shrinkages on the command line and in study files.
public enum ShrinkageName: String, CaseIterable, Hashable, Sendable {
  /// None.
  case none
  /// The Minnesota prior.
  case minnesota
  /// An absolute-value penalty.
  case lasso

  /// What it stands for, with the prior's tightness.
  public func value(tightness: Double) -> Shrinkage {
    switch self {
    case .none: .none
    case .minnesota: .minnesota(tightness: tightness, cross: 0.5, decay: 1)
    case .lasso: .lasso
    }
  }
}

/// Names of intervals on the command line and in study files.
public enum IntervalName: String, CaseIterable, Hashable, Sendable {
  /// Quantiles of bootstrap refits.
  case bootstrap
  /// The same after the bias of the coefficients is removed.
  case biasCorrected = "bias-corrected"
  /// Normal approximation of the coefficients.
  case asymptotic
}

/// Names of ways to draw errors on the command line and in study files.
public enum ResamplingName: String, CaseIterable, Hashable, Sendable {
  /// Residuals drawn one by one.
  case residual
  /// Residuals with random signs.
  case wild
  /// Blocks of successive residuals.
  case block

  /// What it stands for.
  public var value: ErrorResampling {
    switch self {
    case .residual: .residual
    case .wild: .wild
    case .block: .block(length: nil)
    }
  }
}

/// Names of covariances on the command line and in study files.
public enum CountCovarianceName: String, CaseIterable, Hashable, Sendable {
  /// The observed information.
  case observed
  /// The expected information.
  case expected
  /// Robust to a wrong variance.
  case sandwich
  /// The same with a correction for leverage.
  case hc3
  /// Robust to correlation.
  case neweyWest = "newey-west"

  /// What it stands for.
  public var value: CountCovariance {
    switch self {
    case .observed: .observed
    case .expected: .expected
    case .sandwich: .sandwich
    case .hc3: .hc3
    case .neweyWest: .neweyWest(lag: nil)
    }
  }
}

/// Names of estimators on the command line and in study files.
public enum EstimatorName: String, CaseIterable, Hashable, Sendable {
  /// Maximum likelihood.
  case maximumLikelihood = "maximum-likelihood"
  /// The quasi score of R's tscount.
  case quasiScore = "quasi-score"

  /// What it stands for.
  public var value: CountAutoregression.Estimator {
    self == .maximumLikelihood ? .maximumLikelihood : .quasiScore
  }
}

/// Names of what becomes of acts of which nobody says who began.
public enum UndirectedName: String, CaseIterable, Hashable, Sendable {
  /// They are left out.
  case drop
  /// The side that is named first is taken for the one that acted.
  case first
  /// Each side is taken to have acted on the other.
  case both
}
