<?xml version="1.0" encoding="UTF-8"?>
<FeatureCollection xmlns:gml="http://www.opengis.net/gml">
<gml:featureMember><bygninger fid="b.A101"><geom><gml:Polygon srsName="EPSG:25832"><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>724000,6175000 724020,6175000 724020,6175020 724000,6175020 724000,6175000</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon></geom><bygning_id>A101</bygning_id><anvendelse>skole</anvendelse><byggeaar>1955</byggeaar><areal_m2>400</areal_m2><forvaltning>BUF</forvaltning></bygninger></gml:featureMember>
<gml:featureMember><bygninger fid="b.A102"