// `import Talion` gives the names of this module and the values that they take and return; nothing
// else of the rooms below. Each room is a product of its own for those who want all of it.

// What happened: values that a conflict can be made from.
@_exported import struct Incidents.Claim
@_exported import struct Incidents.CountInterval
@_exported import struct Incidents.Day
@_exported import struct Incidents.DayInterval
@_exported import struct Incidents.Dyad
@_exported import struct Incidents.Incident
@_exported import struct Incidents.ObservationWindow
@_exported import struct Incidents.Provenance
@_exported import struct Incidents.Side
@_exported import enum Incidents.Period
@_exported import enum Incidents.Weapon

// What is asked, and how far an answer can be trusted.
@_exported import enum Escalation.Estimand
@_exported import enum Escalation.Verdict
@_exported import enum Escalation.VerdictReason

// The models with all their options, for the closures of ``Model``.
@_exported import enum Escalation.Baseline
@_exported import enum Escalation.CalendarTerms
@_exported import protocol Escalation.Analysis
@_exported import struct Escalation.DelayKernelAnalysis
@_exported import struct Escalation.HawkesLikelihoodAnalysis
@_exported import struct Escalation.HawkesPosteriorAnalysis
@_exported import struct Escalation.ModelFreeAnalysis
@_exported import struct Escalation.ProjectionAnalysis
@_exported import struct Escalation.RetaliationTestAnalysis
@_exported import struct Escalation.VectorAutoregressionAnalysis
@_exported import enum PointProcesses.KernelFamily

// All that a model says, for those who want more than ``ConflictFit`` answers.
@_exported import struct Escalation.AnswerEvidence
@_exported import struct Escalation.Fit
