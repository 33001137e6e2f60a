import Testing

@testable import Screening
