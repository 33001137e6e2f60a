import Formats
import Platform
import YAML

/// The driver families of a folder, `<folder>/<family>/driver.yaml`, and the keyboard layouts beside them,
/// `<folder>/keyboard-layouts/<layout>.yaml`.
public struct DriverLibrary: Sendable {
    public let profiles: [String: DriverProfile]
    public let layouts: [String: KeyboardLayout]

    public enum Fault: Error, Sendable, CustomStringConvertible {
        case system(SystemError)
        case yaml(YAMLError)
        case misnamed(folder: String, family: String)
        case misnamedLayout(file: String, layout: String)

        public var description: String {
            switch self {
            case .system(let error): "\(error)"
            case .yaml(let error): "\(error)"
            case .misnamedLayout(let file, let layout):
                "\(file): it is the layout '\(layout)'; the file must have the layout's name"
            case .misnamed(let folder, let family):
                "drivers/\(folder): its driver.yaml is of family '\(family)'; the folder must have the family's name"
            }
        }
    }

    public init(folder: String) throws(Fault) {
        let layouts = try Self.layouts(folder + "/keyboard-layouts")
        var profiles: [String: DriverProfile] = [:]
        let names: [String]
        do throws(SystemError) { names = try Files.names(in: folder) } catch { throw .system(error) }
        for name in names {
            let path = "\(folder)/\(name)/driver.yaml"
            guard Files.exists(path) else { continue }
            let content: [UInt8]
            do throws(SystemError) { content = try Files.read(path, limit: 1 << 20) } catch { throw .system(error) }
            let profile: DriverProfile
            do throws(YAMLError) {
                profile = try DriverFile.parse(content, file: path, layouts: layouts)
            } catch { throw .yaml(error) }
            guard profile.family == name else { throw .misnamed(folder: name, family: profile.family) }
            profiles[name] = profile
        }
        self.profiles = profiles
        self.layouts = layouts
    }

    private static func layouts(_ folder: String) throws(Fault) -> [String: KeyboardLayout] {
        var layouts: [String: KeyboardLayout] = [:]
        guard Files.exists(folder) else { return layouts }
        let names: [String]
        do throws(SystemError) { names = try Files.names(in: folder) } catch { throw .system(error) }
        for name in names where name.hasSuffix(".yaml") {
            let path = "\(folder)/\(name)"
            let content: [UInt8]
            do throws(SystemError) { content = try Files.read(path, limit: 1 << 20) } catch { throw .system(error) }
            let layout: KeyboardLayout
            do throws(YAMLError) {
                layout = try KeyboardLayoutFile.parse(content, file: path)
            } catch { throw .yaml(error) }
            guard layout.name + ".yaml" == name else { throw .misnamedLayout(file: path, layout: layout.name) }
            layouts[layout.name] = layout
        }
        return layouts
    }
}
