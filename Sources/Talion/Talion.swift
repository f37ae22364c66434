// The umbrella: `import Talion` gives every public room.
@_exported import Escalation
@_exported import Estimation
@_exported import EventData
@_exported import Extraction
@_exported import Incidents
@_exported import LinearAlgebra
@_exported import Markup
@_exported import PointProcesses
@_exported import Randomness
@_exported import Reporting
@_exported import Studies
@_exported import Tabular
@_exported import TextCharts
@_exported import TimeSeries
