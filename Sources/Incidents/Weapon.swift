/// What an act was carried out with, as coarse as reports allow one to compare.
public enum Weapon: String, CaseIterable, Hashable, Sendable {
  case rocket, missile, drone, airstrike, artillery, mortar, gunship
  case bomb, ied, suicide, shooting, ground, naval, cyber, other, unknown
}
