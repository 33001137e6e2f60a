import Formats
import Platform
import YAML

/// The driver families of a folder: `<folder>/<family>/driver.yaml`.
public struct DriverLibrary: Sendable {
    public let profiles: [String: DriverProfile]

    public enum Fault: Error, Sendable, CustomStringConvertible {
        case system(SystemError)
        case yaml(YAMLError)
        case misnamed(folder: String, family: String)

        public var description: String {
            switch self {
            case .system(let error): "\(error)"
            case .yaml(let error): "\(error)"
            case .misnamed(let folder, let family):
                "drivers/\(folder): its driver.yaml is of family '\(family)'; the folder must have the family's name"
            }
        }
    }

    public init(folder: String) throws(Fault) {
        var profiles: [String: DriverProfile] = [:]
        let names: [String]
        do throws(SystemError) { names = try Files.names(in: folder) } catch { throw .system(error) }
        for name in names {
            let path = "\(folder)/\(name)/driver.yaml"
            guard Files.exists(path) else { continue }
            let content: [UInt8]
            do throws(SystemError) { content = try Files.read(path, limit: 1 << 20) } catch { throw .system(error) }
            let profile: DriverProfile
            do throws(YAMLError) { profile = try DriverFile.parse(content, file: path) } catch { throw .yaml(error) }
            guard profile.family == name else { throw .misnamed(folder: name, family: profile.family) }
            profiles[name] = profile
        }
        self.profiles = profiles
    }
}
