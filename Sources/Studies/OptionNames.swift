import Escalation
import TimeSeries

/// Names of covariances on the command line and in study files.
public enum CovarianceName: String, CaseIterable, Hashable, Sendable {
  case classical, hc0, hc1, hc3
  case neweyWest = "newey-west"
  case neweyWestAdjusted = "newey-west-adjusted"
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
  case none, minnesota, lasso

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
  case bootstrap
  case biasCorrected = "bias-corrected"
  case asymptotic
}

/// Names of ways to draw errors on the command line and in study files.
public enum ResamplingName: String, CaseIterable, Hashable, Sendable {
  case residual, wild, block

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
  case observed, expected, sandwich, hc3
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
  case maximumLikelihood = "maximum-likelihood"
  case quasiScore = "quasi-score"

  /// What it stands for.
  public var value: CountAutoregression.Estimator {
    self == .maximumLikelihood ? .maximumLikelihood : .quasiScore
  }
}
